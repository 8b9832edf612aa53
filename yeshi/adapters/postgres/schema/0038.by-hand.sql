-- What operators do by hand: stalls that they hold, and all such acts, found without a look at the rest.

ALTER TABLE merchants ADD COLUMN held jsonb;
CREATE INDEX merchants_held ON merchants (id) WHERE held IS NOT NULL;

-- The kinds are those of yeshi/events/kinds.py; tests/adapters/postgres/test_journal.py compares.
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
