-- Until when a stall needs longer than it usually does, and until when it takes no orders.
ALTER TABLE merchants
    ADD COLUMN rush jsonb,
    ADD COLUMN paused_until timestamptz
    CHECK (paused_until >= '2000-01-01 00:00+00' AND paused_until < '2200-01-01 00:00+00');
CREATE INDEX merchants_paused ON merchants (id) WHERE paused_until IS NOT NULL;
