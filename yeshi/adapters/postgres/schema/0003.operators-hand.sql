-- What an operator decided for an order, with the reason.
ALTER TABLE orders ADD COLUMN hand jsonb;
