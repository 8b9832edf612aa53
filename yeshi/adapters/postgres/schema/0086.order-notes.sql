-- For how many cutlery is put in; and which voucher a quote was asked for by name.
ALTER TABLE orders ADD COLUMN cutlery integer NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN wished_campaign text;

-- The rules of Order.holds: who is tipped brings something, and cutlery is for so many at most.
ALTER TABLE orders ADD CONSTRAINT orders_tip_for_who_brings CHECK (
    coalesce(jsonb_typeof(bill->'tip'), 'null') = 'null'
    OR ((bill->'tip'->>'fen')::bigint > 0 AND pick_up IS NULL)) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_cutlery_within
    CHECK (cutlery BETWEEN 0 AND 20) NOT VALID;

-- What was noted until now was for the stalls, and they alone go on reading it.
UPDATE orders SET note = '', tickets = (
    SELECT jsonb_agg(part || jsonb_build_object('note', orders.note) ORDER BY number)
    FROM jsonb_array_elements(orders.tickets) WITH ORDINALITY AS one(part, number))
WHERE note <> '';

-- A note goes with its door, also where no address and no number was left.
DROP INDEX orders_with_door;
CREATE INDEX orders_with_door ON orders (placed_at)
    WHERE destination->>'address' <> '' OR destination->>'phone' <> '' OR note <> ''
        OR jsonb_path_exists(tickets, '$[*].note ? (@ <> "")');
