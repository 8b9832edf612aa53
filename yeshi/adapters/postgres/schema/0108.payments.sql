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

-- What a provider holds for the city stands below zero, and is summed as what is outside.
CREATE OR REPLACE FUNCTION balances_follow_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    side record;
BEGIN
    IF EXISTS (SELECT 1 FROM entered WHERE currency IS DISTINCT FROM (SELECT currency FROM books)) THEN
        INSERT INTO books (currency) SELECT currency FROM entered LIMIT 1 ON CONFLICT DO NOTHING;
        IF EXISTS (SELECT 1 FROM entered WHERE currency IS DISTINCT FROM (SELECT currency FROM books)) THEN
            RAISE EXCEPTION 'the books are of one currency'
                USING ERRCODE = 'integrity_constraint_violation', TABLE = 'transfers';
        END IF;
    END IF;

    FOR side IN
        SELECT "order", coalesce(sum(fen) FILTER (WHERE credit = 'escrow'), 0)::bigint AS given,
            coalesce(sum(fen) FILTER (WHERE debit = 'escrow'), 0)::bigint AS taken
        FROM entered WHERE credit = 'escrow' OR debit = 'escrow' GROUP BY "order" ORDER BY "order"
    LOOP
        IF side.given > 0 THEN
            INSERT INTO held ("order", fen) VALUES (side."order", side.given)
            ON CONFLICT ("order") DO UPDATE SET fen = held.fen + excluded.fen;
        END IF;
        IF side.taken > 0 THEN
            DELETE FROM held WHERE "order" = side."order" AND fen = side.taken;
            IF NOT FOUND THEN
                UPDATE held SET fen = fen - side.taken WHERE "order" = side."order";
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'nothing is held for that order'
                        USING ERRCODE = 'check_violation', TABLE = 'held';
                END IF;
            END IF;
        END IF;
    END LOOP;

    -- By id and pot, so that no two works wait in a ring. What comes to nothing changes nothing, but
    -- its account is opened.
    FOR side IN
        SELECT id, CASE WHEN account_kind(id) IN ('campaign', 'programme') THEN pot ELSE 0 END AS pot,
            account_kind(id) IN ('outside', 'platform', 'provider') AS is_summed, sum(fen)::bigint AS fen
        FROM (
            SELECT debit AS id, pot, -fen AS fen FROM entered
            UNION ALL
            SELECT credit, pot, fen FROM entered
        ) sides
        WHERE id <> 'escrow'
        GROUP BY 1, 2 ORDER BY 1, 2
    LOOP
        IF side.is_summed THEN
            PERFORM 1 FROM checkpoints WHERE account = side.id;
            IF NOT FOUND THEN
                INSERT INTO checkpoints (account, through, balance_fen) VALUES (side.id, 0, 0)
                ON CONFLICT DO NOTHING;
            END IF;
        ELSE
            UPDATE accounts SET balance_fen = balance_fen + side.fen WHERE id = side.id AND pot = side.pot;
            IF NOT FOUND THEN
                INSERT INTO accounts (id, pot, balance_fen) VALUES (side.id, side.pot, side.fen)
                ON CONFLICT (id, pot) DO UPDATE SET balance_fen = accounts.balance_fen + excluded.balance_fen;
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
