-- Moments stay within the calendar: beyond it a row is written that can never be read again.
-- NOT VALID: what is there already is not looked at, and what is written from now on is.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.table_name, c.column_name
        FROM information_schema.columns c JOIN information_schema.tables t
            USING (table_schema, table_name)
        WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
            AND c.data_type = 'timestamp with time zone' AND c.table_name NOT LIKE '%yoyo%'
    LOOP
        EXECUTE format(
            'ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I >= %L AND %I < %L) NOT VALID',
            found.table_name, found.table_name || '_' || found.column_name || '_bounded',
            found.column_name, '2000-01-01 00:00:00+00', found.column_name, '2200-01-01 00:00:00+00');
    END LOOP;
END $$;

-- A lot's moments stand in a document: their years are bounded as they are written.
ALTER TABLE campaigns ADD CONSTRAINT campaigns_lot_bounded CHECK (
    lot->>'claims_until' ~ '^2[01]\d\d-' AND coalesce(lot->>'drawn_at', '2') ~ '^2') NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_bill_not_negative CHECK (
    (bill->'items'->>'fen')::bigint + (bill->'packing'->>'fen')::bigint
    + (bill->'delivery'->>'fen')::bigint - (bill->'voucher'->>'fen')::bigint
    + (bill->'donation'->>'fen')::bigint >= 0) NOT VALID;
