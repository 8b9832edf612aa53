-- Which lists of a group a quote was made of: by their number, as clocks of two machines differ.
ALTER TABLE group_baskets
    DROP COLUMN changed_at,
    ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
