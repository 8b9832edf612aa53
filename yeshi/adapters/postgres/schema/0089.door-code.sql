-- The code by which a courier knows that they hand an order to who ordered it.
ALTER TABLE orders ADD COLUMN door_code jsonb;
