-- Since when a market, a merchant or a courier is no more; shifts that are called off; acts by hand.

ALTER TABLE markets ADD COLUMN ended_at timestamptz
    CHECK (ended_at >= '2000-01-01 00:00+00' AND ended_at < '2200-01-01 00:00+00');
ALTER TABLE merchants ADD COLUMN ended_at timestamptz
    CHECK (ended_at >= '2000-01-01 00:00+00' AND ended_at < '2200-01-01 00:00+00');
ALTER TABLE couriers ADD COLUMN ended_at timestamptz
    CHECK (ended_at >= '2000-01-01 00:00+00' AND ended_at < '2200-01-01 00:00+00');
ALTER TABLE shifts DROP CONSTRAINT shifts_state_check;
ALTER TABLE shifts ADD CONSTRAINT shifts_state_check
    CHECK (state IN ('planned', 'on', 'ended', 'called_off'));

-- The kinds are those of yeshi/events/kinds.py; tests/adapters/postgres/test_journal.py compares.
DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.signed',
    'campaign.funded',
    'cash.allowed',
    'cash.handed_in',
    'cash.set_off',
    'city.opened',
    'city.renamed',
    'courier.changed',
    'courier.left',
    'courier.registered',
    'courier.returned',
    'errand.given_up',
    'errand.tried_again',
    'gift.received',
    'market.changed',
    'market.ended',
    'market.opened',
    'market.returned',
    'merchant.changed',
    'merchant.ended',
    'merchant.held',
    'merchant.registered',
    'merchant.released',
    'merchant.returned',
    'order.handled',
    'order.withdrawn',
    'panel.imported',
    'person.entered',
    'person.factors_forgotten',
    'person.invitation_withdrawn',
    'person.invited',
    'person.invited_again',
    'person.role_given',
    'person.role_taken',
    'person.signed_out',
    'programme.opened',
    'shift.called_off',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
