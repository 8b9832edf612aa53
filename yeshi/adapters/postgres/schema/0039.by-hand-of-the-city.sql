-- What is done by hand to the city as a whole is found as well: it opens, its terms change.

DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.signed',
    'campaign.funded',
    'city.opened',
    'city.renamed',
    'courier.registered',
    'errand.given_up',
    'errand.tried_again',
    'gift.received',
    'merchant.held',
    'merchant.registered',
    'merchant.released',
    'order.handled',
    'order.withdrawn',
    'panel.imported',
    'person.entered',
    'programme.opened',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
