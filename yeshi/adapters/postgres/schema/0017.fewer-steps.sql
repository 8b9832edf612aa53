-- What an order costs the database: balances are moved one row after the other by their key, and a
-- stall's orders are found by when they were placed, however many there were.

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
            account_kind(id) IN ('outside', 'platform') AS is_summed, sum(fen)::bigint AS fen
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

-- Which stall has a part of which order.
CREATE TABLE sellers (
    merchant text NOT NULL,
    placed_at timestamptz NOT NULL CONSTRAINT sellers_placed_at_bounded CHECK (
        placed_at >= '2000-01-01 00:00:00+00' AND placed_at < '2200-01-01 00:00:00+00'),
    "order" text NOT NULL,
    PRIMARY KEY (merchant, placed_at, "order")
);
INSERT INTO sellers
SELECT DISTINCT ticket->>'merchant', placed_at, id
FROM orders, jsonb_array_elements(tickets) AS ticket;
DROP INDEX orders_tickets;

CREATE FUNCTION sellers_follow_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO sellers
    SELECT DISTINCT ticket->>'merchant', placed_at, id
    FROM entered, jsonb_array_elements(tickets) AS ticket;
    RETURN NULL;
END $$;
CREATE TRIGGER orders_sold AFTER INSERT ON orders
    REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION sellers_follow_orders();

-- Moments of whoever works for the city are bounded as all others are.
ALTER TABLE city_time
    ADD CONSTRAINT city_time_real_at_bounded CHECK (
        real_at >= '2000-01-01 00:00:00+00' AND real_at < '2200-01-01 00:00:00+00'),
    ADD CONSTRAINT city_time_city_at_bounded CHECK (
        city_at >= '2000-01-01 00:00:00+00' AND city_at < '2200-01-01 00:00:00+00');
ALTER TABLE processes ADD CONSTRAINT processes_seen_at_bounded CHECK (
    seen_at >= '2000-01-01 00:00:00+00' AND seen_at < '2200-01-01 00:00:00+00');
