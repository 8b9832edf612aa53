-- What customer, stalls, courier and control room write to one another of an order.
CREATE TABLE threads (
    id text PRIMARY KEY REFERENCES orders (id),
    zone text NOT NULL,
    begun_at timestamptz NOT NULL CHECK (
        begun_at >= '2000-01-01 00:00:00+00' AND begun_at < '2200-01-01 00:00:00+00'),
    last_at timestamptz NOT NULL CHECK (
        last_at >= '2000-01-01 00:00:00+00' AND last_at < '2200-01-01 00:00:00+00'),
    messages jsonb NOT NULL CHECK (jsonb_array_length(messages) BETWEEN 1 AND 400),
    read jsonb NOT NULL,
    unread jsonb NOT NULL,
    waits_since timestamptz CHECK (
        waits_since >= '2000-01-01 00:00:00+00' AND waits_since < '2200-01-01 00:00:00+00'),
    CHECK (begun_at <= last_at)
);
CREATE INDEX threads_unread ON threads USING gin (unread);
CREATE INDEX threads_waiting ON threads (waits_since) WHERE waits_since IS NOT NULL;
CREATE INDEX threads_telling ON threads (last_at)
    WHERE messages @? '$[*].words ? (@ <> "")';
