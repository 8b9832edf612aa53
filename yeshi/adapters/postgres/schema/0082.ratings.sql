-- What who bought something thinks of it, and how many stars each thing got on each day.
CREATE TABLE ratings (
    id text PRIMARY KEY,
    "order" text NOT NULL REFERENCES orders (id),
    line text NOT NULL,
    merchant text REFERENCES merchants (id),
    item text REFERENCES items (id),
    stars integer NOT NULL CHECK (stars BETWEEN 1 AND 5),
    word text NOT NULL,
    rated_at timestamptz NOT NULL CHECK (
        rated_at >= '2000-01-01 00:00:00+00' AND rated_at < '2200-01-01 00:00:00+00'),
    night date NOT NULL CHECK (night >= '1900-01-01' AND night < '2200-01-01'),
    answer text NOT NULL,
    answered_at timestamptz CHECK (
        answered_at >= '2000-01-01 00:00:00+00' AND answered_at < '2200-01-01 00:00:00+00'),
    hidden_why text NOT NULL,
    UNIQUE ("order", line),
    CHECK ((line = '') = (merchant IS NULL)),
    CHECK ((line = '') = (item IS NULL)),
    CHECK ((answer = '') = (answered_at IS NULL))
);
CREATE INDEX ratings_merchant ON ratings (merchant, rated_at DESC, id);
CREATE INDEX ratings_item ON ratings (item, rated_at DESC, id);
CREATE INDEX ratings_written ON ratings (rated_at DESC, id) WHERE word <> '' OR answer <> '';

CREATE TABLE stars_of_days (
    id text PRIMARY KEY,
    rated text NOT NULL,
    day date NOT NULL CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    count integer NOT NULL,
    total integer NOT NULL,
    CHECK (total BETWEEN count AND 5 * count)
);
CREATE INDEX stars_of_days_rated ON stars_of_days (rated, day) INCLUDE (count, total);
