-- What somebody shows beside their password: an authenticator, whose secret is sealed, and recovery codes
-- by their keyed digests.
CREATE TABLE second_factors (
    id text PRIMARY KEY,
    person text NOT NULL REFERENCES persons (id),
    sealed text NOT NULL CHECK (length(sealed) <= 400),
    counter bigint NOT NULL CHECK (counter >= 0),
    since timestamptz,
    recovery jsonb NOT NULL,
    CONSTRAINT second_factors_of_person CHECK (id = person),
    CONSTRAINT second_factors_since CHECK ((sealed = '') = (since IS NULL)),
    CONSTRAINT second_factors_since_bounded CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00')
);

-- The kinds are those of yeshi/events/kinds.py; tests/adapters/postgres/test_journal.py compares.
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
    'person.factors_forgotten',
    'programme.opened',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
