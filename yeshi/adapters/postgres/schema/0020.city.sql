-- The city itself: what it is called and where it lies, and each version of its terms. An order
-- keeps the number of the version under which it was quoted.

CREATE TABLE charters (
    id text PRIMARY KEY CHECK (id = 'city'),
    name jsonb NOT NULL,
    centre jsonb NOT NULL,
    demo boolean NOT NULL,
    opened_at timestamptz NOT NULL CHECK (opened_at >= '2000-01-01 00:00+00' AND opened_at < '2200-01-01 00:00+00')
);

CREATE TABLE enacted (
    id text PRIMARY KEY,
    number integer NOT NULL CHECK (number > 0 AND id = number::text),
    from_at timestamptz NOT NULL CHECK (from_at >= '2000-01-01 00:00+00' AND from_at < '2200-01-01 00:00+00'),
    enacted_at timestamptz NOT NULL CHECK (enacted_at >= '2000-01-01 00:00+00' AND enacted_at < '2200-01-01 00:00+00'),
    by text NOT NULL CHECK (length(by) <= 300),
    why text NOT NULL,
    terms jsonb NOT NULL,
    CHECK (from_at >= enacted_at)
);

ALTER TABLE orders ADD COLUMN terms integer NOT NULL DEFAULT 1;
ALTER TABLE quotes ADD COLUMN terms integer NOT NULL DEFAULT 1;
