-- Clients that an owner registered, what people let them do, and their codes and tokens, of which
-- there are digests alone; moments are those of the clock on the wall.
CREATE TABLE registered_clients (
    id text PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    redirects jsonb NOT NULL,
    digest text NOT NULL CHECK (length(digest) IN (0, 64)),
    scopes jsonb NOT NULL CHECK (jsonb_array_length(scopes) > 0),
    by text NOT NULL REFERENCES persons (id),
    made_at timestamptz NOT NULL,
    ended boolean NOT NULL,
    CONSTRAINT registered_clients_made_at_bounded CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00')
);

CREATE TABLE registered_consents (
    id text PRIMARY KEY,
    client text NOT NULL REFERENCES registered_clients (id),
    person text NOT NULL REFERENCES persons (id),
    scopes jsonb NOT NULL CHECK (jsonb_array_length(scopes) > 0),
    grants jsonb NOT NULL,
    customer text NOT NULL,
    session text NOT NULL,
    strong boolean NOT NULL,
    by_itself boolean NOT NULL,
    given_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    used_on date,
    ended boolean NOT NULL,
    CONSTRAINT registered_consents_moments CHECK (given_at < ends_at),
    CONSTRAINT registered_consents_given_at_bounded CHECK (
        given_at >= '2000-01-01 00:00:00+00' AND given_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT registered_consents_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX registered_consents_person ON registered_consents (person);

CREATE TABLE secret_tokens (
    id text PRIMARY KEY CHECK (length(id) = 64),
    kind text NOT NULL CHECK (kind IN ('code', 'access', 'refresh')),
    consent text NOT NULL REFERENCES registered_consents (id),
    scopes jsonb NOT NULL CHECK (jsonb_array_length(scopes) > 0),
    redirect text NOT NULL,
    challenge text NOT NULL,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    used boolean NOT NULL,
    ended boolean NOT NULL,
    CONSTRAINT secret_tokens_moments CHECK (made_at < ends_at),
    CONSTRAINT secret_tokens_made_at_bounded CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT secret_tokens_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX secret_tokens_consent ON secret_tokens (consent);
CREATE INDEX secret_tokens_ends_at ON secret_tokens (ends_at);

-- With clients and what they are let do; the kinds are those of yeshi/events/kinds.py,
-- tests/adapters/postgres/test_journal.py compares.
DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.signed',
    'campaign.ended',
    'campaign.funded',
    'campaign.launched',
    'cash.allowed',
    'cash.handed_in',
    'cash.set_off',
    'city.opened',
    'city.renamed',
    'client.registered',
    'client.renewed',
    'client.revoked',
    'courier.changed',
    'courier.left',
    'courier.registered',
    'courier.returned',
    'errand.given_up',
    'errand.tried_again',
    'fund.passed_on',
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
    'newcomer.accepted',
    'newcomer.declined',
    'order.handled',
    'order.withdrawn',
    'panel.imported',
    'person.access_ended',
    'person.access_given',
    'person.entered',
    'person.factors_forgotten',
    'person.invitation_withdrawn',
    'person.invited',
    'person.invited_again',
    'person.key_made',
    'person.key_revoked',
    'person.role_given',
    'person.role_taken',
    'person.signed_out',
    'programme.changed',
    'programme.ended',
    'programme.opened',
    'programme.returned',
    'shift.called_off',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
