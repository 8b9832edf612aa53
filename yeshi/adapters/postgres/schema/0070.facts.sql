-- What stalls show of themselves where a city's rules ask for it, and which take no orders without.
ALTER TABLE merchants ADD COLUMN lacks_facts boolean NOT NULL DEFAULT false;
ALTER TABLE merchants ALTER COLUMN lacks_facts DROP DEFAULT;

CREATE TABLE stall_facts (
    id text PRIMARY KEY REFERENCES merchants (id),
    sign text NOT NULL,
    licence text NOT NULL,
    licence_until date,
    address text NOT NULL,
    seats boolean,
    entered_at timestamptz CHECK (
        entered_at >= '2000-01-01 00:00:00+00' AND entered_at < '2200-01-01 00:00:00+00'),
    confirmed_at timestamptz CHECK (
        confirmed_at >= '2000-01-01 00:00:00+00' AND confirmed_at < '2200-01-01 00:00:00+00'),
    good_until date,
    noticed integer
);
