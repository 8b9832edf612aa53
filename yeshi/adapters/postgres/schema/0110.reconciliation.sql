-- Statements that were read in, and what did not agree with the books.
CREATE TABLE statements_read (
    id text PRIMARY KEY,
    account text NOT NULL,
    digest text NOT NULL,
    form text NOT NULL,
    begins timestamptz NOT NULL CHECK (
        begins >= '2000-01-01 00:00:00+00' AND begins < '2200-01-01 00:00:00+00'),
    ends timestamptz NOT NULL CHECK (
        ends >= '2000-01-01 00:00:00+00' AND ends < '2200-01-01 00:00:00+00'),
    rows integer NOT NULL,
    matched integer NOT NULL CHECK (matched >= 0),
    aside integer NOT NULL,
    found integer NOT NULL,
    read_at timestamptz NOT NULL CHECK (
        read_at >= '2000-01-01 00:00:00+00' AND read_at < '2200-01-01 00:00:00+00'),
    by text NOT NULL,
    UNIQUE (account, digest),
    CHECK (begins < ends),
    CHECK (matched + aside <= rows)
);
CREATE INDEX statements_read_latest ON statements_read (account, read_at);

CREATE TABLE discrepancies (
    id text PRIMARY KEY,
    account text NOT NULL,
    statement text NOT NULL REFERENCES statements_read (id) DEFERRABLE INITIALLY DEFERRED,
    kind text NOT NULL,
    since date NOT NULL CHECK (since >= '1900-01-01' AND since < '2200-01-01'),
    found_at timestamptz NOT NULL CHECK (
        found_at >= '2000-01-01 00:00:00+00' AND found_at < '2200-01-01 00:00:00+00'),
    reference text NOT NULL,
    text text NOT NULL,
    booked text,
    booked_amount jsonb,
    stated_amount jsonb,
    stated_on date CHECK (stated_on >= '1900-01-01' AND stated_on < '2200-01-01'),
    stated_at timestamptz CHECK (
        stated_at >= '2000-01-01 00:00:00+00' AND stated_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    why text NOT NULL,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    CHECK ((booked IS NULL) = (booked_amount IS NULL)),
    CHECK ((stated_amount IS NULL) = (stated_on IS NULL)),
    CHECK (booked IS NOT NULL OR stated_on IS NOT NULL),
    CHECK ((state = 'explained') = (why <> '')),
    CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX discrepancies_open ON discrepancies (account, since) WHERE state = 'open';
CREATE INDEX discrepancies_over ON discrepancies (account, ended_at) WHERE state <> 'open';
CREATE INDEX discrepancies_statement ON discrepancies (statement);

CREATE INDEX payment_intents_received ON payment_intents (provider, paid_at)
    WHERE paid_at IS NOT NULL;
CREATE INDEX refunds_done ON refunds (provider, ended_at) WHERE state = 'done';
CREATE INDEX payouts_over ON payouts (ended_at) WHERE state IN ('paid', 'returned');
