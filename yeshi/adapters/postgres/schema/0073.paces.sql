-- What kitchens and deliveries took, from which promises are made, and what was known of an order.
CREATE TABLE kitchen_paces (
    id text PRIMARY KEY,
    parts float8 NOT NULL CHECK (parts >= 0),
    times float8 NOT NULL CHECK (times >= 0),
    said float8 NOT NULL CHECK (said >= 0),
    said_cv2 float8 NOT NULL CHECK (said_cv2 >= 0)
);
CREATE TABLE delivery_paces (
    id text PRIMARY KEY,
    learnt_to timestamptz NOT NULL CHECK (
        learnt_to >= '2000-01-01 00:00:00+00' AND learnt_to < '2200-01-01 00:00:00+00'),
    hours jsonb NOT NULL,
    seen jsonb NOT NULL,
    may_be_late float8 CHECK (may_be_late > 0 AND may_be_late < 1),
    weights jsonb NOT NULL
);
ALTER TABLE quotes ADD COLUMN foreseen jsonb;
ALTER TABLE orders ADD COLUMN foreseen jsonb;
CREATE INDEX orders_delivered ON orders (zone, ended_at) WHERE state = 'settled';
