-- By which accounts at an organisation's provider people are known, of which there are digests alone.
CREATE TABLE provided_subjects (
    id text PRIMARY KEY CHECK (length(id) = 64),
    person text NOT NULL REFERENCES persons (id),
    issuer text NOT NULL,
    since timestamptz NOT NULL CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00'),
    CONSTRAINT provided_subjects_of_person UNIQUE (person, issuer)
);
