-- What is collected at the counter, beside what a courier brings.
ALTER TABLE quotes ADD COLUMN fulfilment text NOT NULL DEFAULT 'delivery'
    CONSTRAINT quotes_fulfilment_known CHECK (fulfilment IN ('delivery', 'pick_up'));
ALTER TABLE quotes ALTER COLUMN fulfilment DROP DEFAULT;
ALTER TABLE orders ADD COLUMN pick_up jsonb;

-- The rule of Order.holds: a courier carries what is brought, and nothing that is collected.
ALTER TABLE orders DROP CONSTRAINT orders_carried_by_someone;
ALTER TABLE orders ADD CONSTRAINT orders_carried_by_someone CHECK (
    state NOT IN ('collected', 'delivered', 'settled') OR (courier IS NULL) <> (pick_up IS NULL));
ALTER TABLE orders ADD CONSTRAINT orders_pick_up_without_courier
    CHECK (pick_up IS NULL OR courier IS NULL);

CREATE INDEX orders_to_collect ON orders (placed_at)
    WHERE pick_up IS NOT NULL AND state IN ('accepted', 'ready');

-- A number that was left with an order goes with its door, also of what was collected.
DROP INDEX orders_with_door;
CREATE INDEX orders_with_door ON orders (placed_at)
    WHERE destination->>'address' <> '' OR destination->>'phone' <> '';
