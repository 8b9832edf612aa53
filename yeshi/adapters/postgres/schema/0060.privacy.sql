-- When a customer used their addresses last: after so long they are let go. What there is was used by now.
ALTER TABLE address_books ADD COLUMN used_at timestamptz;
UPDATE address_books SET used_at = now();
ALTER TABLE address_books ADD CONSTRAINT address_books_used_at_bounded CHECK (
    used_at >= '2000-01-01 00:00:00+00' AND used_at < '2200-01-01 00:00:00+00');

-- The orders that tell where they went, by when they were placed, which no step of an order changes.
CREATE INDEX orders_with_door ON orders (placed_at) WHERE destination->>'address' <> '';

-- The routes that tell at which doors they ended and began.
ALTER TABLE routes ADD COLUMN doorless boolean NOT NULL DEFAULT false;
CREATE INDEX routes_with_doors ON routes (committed_at) WHERE NOT doorless;
