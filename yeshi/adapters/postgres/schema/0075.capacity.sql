-- How much a stall makes in a quarter of an hour, and whether its orders wait for its answer.
ALTER TABLE merchants
    ADD COLUMN room jsonb,
    ADD COLUMN answers_itself boolean NOT NULL DEFAULT false;
