-- Codes that were sent a moment ago, by the digest of what the browser keeps that asked for one; moments
-- are those of the clock on the wall. And which phones and mail addresses are proven to be whose.
CREATE TABLE sent_codes (
    id text PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('enter', 'prove')),
    person text NOT NULL CHECK (length(person) <= 60),
    contact jsonb NOT NULL,
    digest text NOT NULL CHECK (length(digest) = 64),
    language text NOT NULL CHECK (language IN ('zh', 'en')),
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    wrong integer NOT NULL CHECK (wrong >= 0),
    used boolean NOT NULL,
    CONSTRAINT sent_codes_hold CHECK (made_at < ends_at AND (purpose = 'prove') = (person <> '')),
    CONSTRAINT sent_codes_made_at_bounded CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT sent_codes_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX sent_codes_ends ON sent_codes (ends_at);

CREATE TABLE proven_contacts (
    id text PRIMARY KEY,
    person text NOT NULL REFERENCES persons (id),
    contact jsonb NOT NULL,
    proven_at timestamptz NOT NULL,
    CONSTRAINT proven_contacts_hold CHECK (
        id = encode(sha256(convert_to((contact->>'by') || ':' || lower(contact->>'address'), 'UTF8')), 'hex')),
    CONSTRAINT proven_contacts_proven_at_bounded CHECK (
        proven_at >= '2000-01-01 00:00:00+00' AND proven_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX proven_contacts_person ON proven_contacts (person);

ALTER TABLE sessions DROP CONSTRAINT sessions_way_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_way_check CHECK (
    way IN ('password', 'demo', 'code', 'recovery', 'passkey', 'message'));
