-- Which customers are which person: one as whom they order, and those of devices that became theirs.
CREATE TABLE shoppers (
    id text PRIMARY KEY,
    person text NOT NULL REFERENCES persons (id),
    main boolean NOT NULL,
    since timestamptz NOT NULL,
    CONSTRAINT shoppers_since_bounded CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00')
);
CREATE INDEX shoppers_person ON shoppers (person);
CREATE UNIQUE INDEX shoppers_main ON shoppers (person) WHERE main;

-- As whom a session orders; of before, as its browser.
ALTER TABLE sessions ADD COLUMN customer text NOT NULL DEFAULT '';
