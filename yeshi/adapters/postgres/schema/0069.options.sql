-- What is chosen at a dish, sets of dishes, when a dish is served, and stocks that several share.
CREATE TABLE stocks (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants,
    name jsonb NOT NULL,
    "left" integer NOT NULL CHECK ("left" >= 0)
);
CREATE INDEX stocks_merchant ON stocks (merchant);
ALTER TABLE items
    ADD COLUMN category jsonb,
    ADD COLUMN offered jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN groups jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN parts jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN stock text REFERENCES stocks,
    ADD COLUMN served jsonb,
    ADD COLUMN off_until timestamptz CHECK (off_until >= '2000-01-01 00:00+00' AND off_until < '2200-01-01 00:00+00'),
    ADD COLUMN ended_at timestamptz CHECK (ended_at >= '2000-01-01 00:00+00' AND ended_at < '2200-01-01 00:00+00');
