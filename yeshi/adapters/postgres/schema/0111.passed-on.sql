-- What providers keep as their fee and pass on to the bank, and what a bank says that it holds.
CREATE TABLE passed_on (
    id text PRIMARY KEY,
    account text NOT NULL,
    statement text NOT NULL REFERENCES statements_read (id) DEFERRABLE INITIALLY DEFERRED,
    amount jsonb NOT NULL CHECK ((amount ->> 'fen')::bigint <> 0),
    day date NOT NULL CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    reference text NOT NULL,
    booked_at timestamptz NOT NULL CHECK (
        booked_at >= '2000-01-01 00:00:00+00' AND booked_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    arrived_on date CHECK (arrived_on >= '1900-01-01' AND arrived_on < '2200-01-01'),
    arrived_as text NOT NULL,
    CHECK ((state = 'under_way') = (ended_at IS NULL)),
    CHECK ((state = 'arrived') = (arrived_on IS NOT NULL)),
    CHECK ((state = 'arrived') = (arrived_as <> ''))
);
CREATE INDEX passed_on_under_way ON passed_on (day) WHERE state = 'under_way';
CREATE INDEX passed_on_over ON passed_on (ended_at) WHERE state <> 'under_way';
CREATE INDEX passed_on_statement ON passed_on (statement);

-- By day which rows of fees were entered, so that none is entered twice.
CREATE TABLE fees_of_days (
    id text PRIMARY KEY,
    account text NOT NULL,
    day date NOT NULL CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    rows jsonb NOT NULL,
    UNIQUE (account, day)
);

ALTER TABLE statements_read
    ADD COLUMN closing jsonb,
    ADD COLUMN closing_on date CHECK (closing_on >= '1900-01-01' AND closing_on < '2200-01-01'),
    ADD COLUMN booked jsonb,
    ADD CONSTRAINT statements_read_closing CHECK (
        (closing IS NULL) = (closing_on IS NULL) AND (closing IS NULL) = (booked IS NULL));
