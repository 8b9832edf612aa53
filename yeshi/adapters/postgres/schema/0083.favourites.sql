-- The stalls and dishes that customers like: a list for each, the latest first. It is written as a whole, so
-- that nothing is left of what was taken out; after so long unused it is let go.
CREATE TABLE favourite_lists (
    id text PRIMARY KEY,
    favourites jsonb NOT NULL CHECK (jsonb_array_length(favourites) <= 100),
    used_at timestamptz CHECK (used_at >= '2000-01-01 00:00:00+00' AND used_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT favourite_lists_each_once CHECK (each_once(favourites))
);
CREATE INDEX favourite_lists_used ON favourite_lists (used_at);
