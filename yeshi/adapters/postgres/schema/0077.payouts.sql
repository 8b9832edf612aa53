-- Runs of payouts, and the payouts in them.
CREATE TABLE payout_runs (
    id text PRIMARY KEY,
    day date NOT NULL CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    proposed_at timestamptz NOT NULL CHECK (
        proposed_at >= '2000-01-01 00:00:00+00' AND proposed_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    checked_by text,
    approved_by text,
    approved_at timestamptz CHECK (
        approved_at >= '2000-01-01 00:00:00+00' AND approved_at < '2200-01-01 00:00:00+00'),
    fetched_at timestamptz CHECK (
        fetched_at >= '2000-01-01 00:00:00+00' AND fetched_at < '2200-01-01 00:00:00+00'),
    CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
    CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
    CHECK (state <> 'approved' OR (checked_by IS NOT NULL AND checked_by <> approved_by)),
    CHECK (state = 'approved' OR fetched_at IS NULL)
);
CREATE INDEX payout_runs_proposed ON payout_runs (proposed_at);

CREATE TABLE payouts (
    id text PRIMARY KEY,
    run text NOT NULL REFERENCES payout_runs (id),
    day date NOT NULL CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    account text NOT NULL,
    payee jsonb NOT NULL,
    amount jsonb NOT NULL CHECK ((amount->>'fen')::bigint > 0),
    state text NOT NULL,
    why text NOT NULL,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    CHECK ((state IN ('held', 'returned')) = (why <> ''))
);
CREATE INDEX payouts_run ON payouts (run);
CREATE INDEX payouts_account ON payouts (account, day);
CREATE INDEX payouts_ordered ON payouts (id) WHERE state = 'ordered';
CREATE INDEX payouts_returned ON payouts (account, ended_at) WHERE state = 'returned';
