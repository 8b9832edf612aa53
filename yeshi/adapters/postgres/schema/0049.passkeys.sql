-- Passkeys by the digests of their credentials, and what devices were asked to sign a moment ago.
CREATE TABLE registered_passkeys (
    id text PRIMARY KEY,
    person text NOT NULL REFERENCES persons (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    credential text NOT NULL CHECK (length(credential) <= 2000),
    public_key bytea NOT NULL CHECK (length(public_key) <= 4000),
    counter bigint NOT NULL CHECK (counter >= 0),
    added_at timestamptz NOT NULL,
    used_at timestamptz,
    ended boolean NOT NULL,
    CONSTRAINT registered_passkeys_moments CHECK (used_at IS NULL OR used_at >= added_at),
    CONSTRAINT registered_passkeys_added_at_bounded CHECK (
        added_at >= '2000-01-01 00:00:00+00' AND added_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT registered_passkeys_used_at_bounded CHECK (
        used_at >= '2000-01-01 00:00:00+00' AND used_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX registered_passkeys_person ON registered_passkeys (person);

CREATE TABLE challenges (
    id text PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('register', 'enter')),
    bound text NOT NULL CHECK (length(bound) <= 64),
    ends_at timestamptz NOT NULL,
    used boolean NOT NULL,
    CONSTRAINT challenges_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX challenges_ends ON challenges (ends_at);
