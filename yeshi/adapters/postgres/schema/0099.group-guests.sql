-- In which groups somebody is: asked when they sign in, and when they have all of theirs deleted.
CREATE INDEX group_baskets_guests ON group_baskets USING gin (guests jsonb_path_ops);
