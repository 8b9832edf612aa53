-- How an order is paid, who did not pay at the door, and what operators enter of it by hand.

ALTER TABLE orders ADD COLUMN way text NOT NULL DEFAULT 'wallet' CHECK (way IN ('wallet', 'cash'));

CREATE TABLE cash_standings (
    id text PRIMARY KEY,
    barred_by text REFERENCES orders (id),
    barred_at timestamptz CHECK (barred_at >= '2000-01-01 00:00+00' AND barred_at < '2200-01-01 00:00+00'),
    CHECK ((barred_by IS NULL) = (barred_at IS NULL))
);
CREATE FUNCTION each_once(things jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN (SELECT count(*) = count(DISTINCT thing->>'id') FROM jsonb_array_elements(things) AS thing);
ALTER TABLE address_books ADD CONSTRAINT address_books_each_once CHECK (each_once(addresses));

CREATE INDEX cash_standings_barred ON cash_standings (id) WHERE barred_by IS NOT NULL;

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
    'person.factors_forgotten',
    'person.invitation_withdrawn',
    'person.invited',
    'person.invited_again',
    'person.role_given',
    'person.role_taken',
    'person.signed_out',
    'programme.opened',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
