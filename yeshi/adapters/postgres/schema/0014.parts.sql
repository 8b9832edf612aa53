-- The city's time: at `real_at` of this server it was `city_at`, and it goes `speed` times as fast.
CREATE TABLE city_time (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    real_at timestamptz NOT NULL,
    city_at timestamptz NOT NULL,
    speed double precision NOT NULL CHECK (speed > 0)
);

-- Who works for the city. Nothing is lost with it: each process tells of itself again and again.
CREATE UNLOGGED TABLE processes (
    id text PRIMARY KEY,
    host text NOT NULL,
    pid integer NOT NULL,
    parts text[] NOT NULL,
    seen_at timestamptz NOT NULL,
    told jsonb NOT NULL
);
