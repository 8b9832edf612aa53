-- What customers say was wrong with what they got, and what came of it.
CREATE TABLE complaints (
    id text PRIMARY KEY,
    "order" text NOT NULL REFERENCES orders (id),
    merchant text NOT NULL REFERENCES merchants (id),
    customer text NOT NULL,
    zone text NOT NULL,
    lines jsonb NOT NULL CHECK (jsonb_array_length(lines) > 0),
    trouble text NOT NULL,
    words text NOT NULL,
    pictures jsonb NOT NULL,
    asked jsonb NOT NULL CHECK ((asked->>'fen')::bigint > 0),
    voucher jsonb NOT NULL CHECK ((voucher->>'fen')::bigint >= 0),
    campaign text REFERENCES campaigns (id),
    "to" text NOT NULL,
    made_at timestamptz NOT NULL CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    due_at timestamptz NOT NULL CHECK (
        due_at >= '2000-01-01 00:00:00+00' AND due_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    granted jsonb NOT NULL,
    from_stall jsonb NOT NULL,
    handed_out jsonb NOT NULL,
    answer text NOT NULL,
    answered_at timestamptz CHECK (
        answered_at >= '2000-01-01 00:00:00+00' AND answered_at < '2200-01-01 00:00:00+00'),
    appeal text NOT NULL,
    appealed_at timestamptz CHECK (
        appealed_at >= '2000-01-01 00:00:00+00' AND appealed_at < '2200-01-01 00:00:00+00'),
    bears text,
    why text NOT NULL,
    decided_at timestamptz CHECK (
        decided_at >= '2000-01-01 00:00:00+00' AND decided_at < '2200-01-01 00:00:00+00'),
    CHECK ((handed_out->>'fen')::bigint BETWEEN 0 AND (granted->>'fen')::bigint),
    CHECK ((granted->>'fen')::bigint <= (asked->>'fen')::bigint),
    CHECK ((from_stall->>'fen')::bigint BETWEEN 0
        AND (asked->>'fen')::bigint + (voucher->>'fen')::bigint),
    CHECK ((handed_out->>'fen')::bigint = 0 OR "to" = 'office')
);
CREATE INDEX complaints_order ON complaints ("order");
CREATE INDEX complaints_merchant ON complaints (merchant, made_at DESC, id);
CREATE INDEX complaints_customer ON complaints (customer, made_at);
CREATE INDEX complaints_unanswered ON complaints (due_at) WHERE state = 'asked';
CREATE INDEX complaints_undecided ON complaints (made_at) WHERE state IN ('asked', 'referred');
CREATE INDEX complaints_at_office ON complaints (made_at)
    WHERE "to" = 'office' AND granted <> handed_out;
CREATE INDEX complaints_telling ON complaints (made_at)
    WHERE words <> '' OR pictures <> '[]' OR answer <> '' OR appeal <> '';
