-- What customers pay through providers, and what goes back; what waits to be paid.
ALTER TABLE quotes ADD COLUMN waits jsonb;

CREATE TABLE payment_intents (
    id text PRIMARY KEY,
    customer text NOT NULL,
    quote text NOT NULL,
    provider text NOT NULL,
    amount jsonb NOT NULL CHECK ((amount->>'fen')::bigint > 0),
    made_at timestamptz NOT NULL CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    until timestamptz NOT NULL CHECK (
        until >= '2000-01-01 00:00:00+00' AND until < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    offer jsonb,
    received jsonb,
    returned jsonb,
    taking text NOT NULL,
    "order" text UNIQUE REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED,
    paid_at timestamptz CHECK (
        paid_at >= '2000-01-01 00:00:00+00' AND paid_at < '2200-01-01 00:00:00+00'),
    why text NOT NULL,
    CHECK ((received IS NOT NULL) = (state IN ('paid', 'part_refunded', 'refunded'))),
    CHECK ((received IS NOT NULL) = (paid_at IS NOT NULL)),
    CHECK (("order" IS NOT NULL) = (taking = 'taken_up')),
    CHECK (received IS NOT NULL OR taking = 'not_yet'),
    CHECK (returned IS NULL OR (received IS NOT NULL
        AND (returned->>'fen')::bigint <= (received->>'fen')::bigint)),
    CHECK (state <> 'waiting' OR offer IS NOT NULL),
    CHECK (state <> 'refunded' OR
        ((returned->>'fen')::bigint = (received->>'fen')::bigint) IS TRUE)
);
CREATE INDEX payment_intents_customer ON payment_intents (customer, made_at);
CREATE INDEX payment_intents_open ON payment_intents (until)
    WHERE state IN ('created', 'waiting');
CREATE INDEX payment_intents_untaken ON payment_intents (id)
    WHERE taking = 'not_yet' AND paid_at IS NOT NULL;

CREATE TABLE refunds (
    id text PRIMARY KEY,
    intent text NOT NULL REFERENCES payment_intents (id),
    customer text NOT NULL,
    provider text NOT NULL,
    amount jsonb NOT NULL CHECK ((amount->>'fen')::bigint > 0),
    asked_at timestamptz NOT NULL CHECK (
        asked_at >= '2000-01-01 00:00:00+00' AND asked_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    "order" text,
    why text NOT NULL,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    asking integer NOT NULL CHECK (asking > 0),
    CHECK ((state IN ('failed', 'otherwise')) = (why <> '')),
    CHECK ((state IN ('done', 'otherwise')) = (ended_at IS NOT NULL))
);
CREATE INDEX refunds_intent ON refunds (intent);
CREATE INDEX refunds_open ON refunds (asked_at) WHERE state IN ('asked', 'sent', 'failed');

ALTER TABLE orders DROP CONSTRAINT orders_way_check;
ALTER TABLE orders ADD CONSTRAINT orders_way_check
    CHECK (way IN ('wallet', 'online', 'cash', 'tab', 'group'));
