-- That an order, or a quote, is for later: for which time, and when it is begun for that.
ALTER TABLE quotes ADD COLUMN wished jsonb;
ALTER TABLE orders ADD COLUMN wished jsonb;

-- The rule of Order.holds, and of Wished.holds: a whole quarter of an hour, made before it is over.
ALTER TABLE orders ADD CONSTRAINT orders_wished_holds CHECK (wished IS NULL OR (
    at_table IS NULL
    AND mod(extract(epoch FROM (wished->>'at')::timestamptz)::bigint, 900) = 0
    AND (wished->>'begins_at')::timestamptz <= (wished->>'ready_at')::timestamptz
    AND (wished->>'ready_at')::timestamptz < (wished->>'at')::timestamptz + interval '15 minutes'
    AND coalesce((wished->>'begun_at')::timestamptz >= (wished->>'begins_at')::timestamptz, true)));

CREATE INDEX orders_wished ON orders (placed_at)
    WHERE wished IS NOT NULL AND state NOT IN ('settled', 'refunded');
