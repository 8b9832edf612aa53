-- The printers of stalls, and the slips that are printed by them.
CREATE TABLE printers (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    name text NOT NULL,
    host text NOT NULL,
    port integer NOT NULL CHECK (port BETWEEN 9100 AND 9109),
    width_mm integer NOT NULL CHECK (width_mm IN (58, 80)),
    coding text NOT NULL,
    prints jsonb NOT NULL CHECK (jsonb_array_length(prints) > 0),
    categories jsonb NOT NULL,
    entered_at timestamptz NOT NULL CHECK (
        entered_at >= '2000-01-01 00:00:00+00' AND entered_at < '2200-01-01 00:00:00+00'),
    tells boolean,
    fault text,
    silent_since timestamptz CHECK (
        silent_since >= '2000-01-01 00:00:00+00' AND silent_since < '2200-01-01 00:00:00+00'),
    answered_at timestamptz CHECK (
        answered_at >= '2000-01-01 00:00:00+00' AND answered_at < '2200-01-01 00:00:00+00'),
    slips integer NOT NULL CHECK (slips >= 0),
    head text,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    CHECK ((fault IS NULL) = (silent_since IS NULL))
);
CREATE INDEX printers_merchant ON printers (merchant);

CREATE TABLE slips (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    printer text NOT NULL REFERENCES printers (id),
    kind text NOT NULL,
    "order" text REFERENCES orders (id),
    written_at timestamptz NOT NULL CHECK (
        written_at >= '2000-01-01 00:00:00+00' AND written_at < '2200-01-01 00:00:00+00'),
    number integer NOT NULL CHECK (number > 0),
    errand text,
    items jsonb NOT NULL,
    asked_again boolean NOT NULL,
    sendings integer NOT NULL CHECK (sendings >= 0),
    printed_at timestamptz CHECK (
        printed_at >= '2000-01-01 00:00:00+00' AND printed_at < '2200-01-01 00:00:00+00'),
    given_up_at timestamptz CHECK (
        given_up_at >= '2000-01-01 00:00:00+00' AND given_up_at < '2200-01-01 00:00:00+00'),
    CHECK (("order" IS NULL) = (kind = 'trial')),
    CHECK (printed_at IS NULL OR given_up_at IS NULL)
);
CREATE UNIQUE INDEX slips_printer ON slips (printer, number);
CREATE INDEX slips_waiting ON slips (printer, number) WHERE printed_at IS NULL AND given_up_at IS NULL;
CREATE INDEX slips_order ON slips ("order");
CREATE INDEX slips_written ON slips (written_at);
