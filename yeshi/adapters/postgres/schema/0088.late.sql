-- That a customer was told that their order comes later: until when, and why.
ALTER TABLE orders ADD COLUMN tardy jsonb;
