-- Who is signed in on which device, by the digest of what its browser keeps; moments are those of
-- the clock on the wall.
CREATE TABLE sessions (
    id text PRIMARY KEY,
    person text NOT NULL REFERENCES persons (id),
    device text NOT NULL CHECK (length(device) <= 60),
    way text NOT NULL CHECK (way IN ('password', 'demo', 'code', 'recovery', 'passkey')),
    step text NOT NULL CHECK (step IN ('in', 'code', 'enrol')),
    opened_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended boolean NOT NULL,
    CONSTRAINT sessions_moments CHECK (opened_at <= seen_at AND opened_at < ends_at),
    CONSTRAINT sessions_opened_at_bounded CHECK (
        opened_at >= '2000-01-01 00:00:00+00' AND opened_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT sessions_seen_at_bounded CHECK (
        seen_at >= '2000-01-01 00:00:00+00' AND seen_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT sessions_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX sessions_person ON sessions (person) WHERE NOT ended;
CREATE INDEX sessions_ends ON sessions (ends_at);

-- Secrets that were tried of late: by a keyed digest of the account, the device or the address.
CREATE TABLE tries (
    id text PRIMARY KEY,
    wrong integer NOT NULL CHECK (wrong >= 0),
    again_at timestamptz NOT NULL,
    tried_at timestamptz NOT NULL,
    CONSTRAINT tries_again_at_bounded CHECK (
        again_at >= '2000-01-01 00:00:00+00' AND again_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT tries_tried_at_bounded CHECK (
        tried_at >= '2000-01-01 00:00:00+00' AND tried_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX tries_tried ON tries (tried_at);
