-- Services that can be booked, the seats that they take, and who booked one.
CREATE TABLE seat_pools (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    name jsonb NOT NULL,
    count integer NOT NULL CHECK (count BETWEEN 1 AND 200),
    days_off jsonb NOT NULL,
    paused jsonb NOT NULL CHECK (jsonb_array_length(paused) <= 40)
);
CREATE INDEX seat_pools_merchant ON seat_pools (merchant, id);

CREATE TABLE services (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    seats text NOT NULL REFERENCES seat_pools (id) DEFERRABLE INITIALLY DEFERRED,
    sort text NOT NULL,
    name jsonb NOT NULL,
    minutes integer NOT NULL CHECK (minutes > 0),
    "between" integer NOT NULL CHECK ("between" >= 0),
    price jsonb NOT NULL CHECK ((price->>'fen')::bigint > 0),
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX services_merchant ON services (merchant, id);
CREATE INDEX services_offered ON services (sort, id) WHERE ended_at IS NULL;

-- Never more are kept at a moment than there are seats: who books holds the row of the seats, as
-- what would say it here (an exclusion over texts and times) needs btree_gist.
CREATE TABLE bookings (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    service text NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
    seats text NOT NULL REFERENCES seat_pools (id) DEFERRABLE INITIALLY DEFERRED,
    what jsonb NOT NULL,
    price jsonb NOT NULL,
    customer text,
    name text NOT NULL,
    phone text NOT NULL,
    number integer NOT NULL,
    code text NOT NULL,
    starts_at timestamptz NOT NULL CHECK (
        starts_at >= '2000-01-01 00:00:00+00' AND starts_at < '2200-01-01 00:00:00+00'),
    ends_at timestamptz NOT NULL CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00'),
    free_at timestamptz NOT NULL CHECK (
        free_at >= '2000-01-01 00:00:00+00' AND free_at < '2200-01-01 00:00:00+00'),
    made_at timestamptz NOT NULL CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    state text NOT NULL,
    reminded boolean NOT NULL,
    why text,
    CHECK (starts_at < ends_at AND ends_at <= free_at),
    CHECK ((why IS NOT NULL) = (state = 'declined'))
);
CREATE INDEX bookings_seats ON bookings (seats, free_at) WHERE state IN ('booked', 'came');
CREATE INDEX bookings_merchant ON bookings (merchant, starts_at, id);
CREATE INDEX bookings_customer ON bookings (customer, starts_at DESC) WHERE customer IS NOT NULL;
CREATE INDEX bookings_open ON bookings (starts_at) WHERE state = 'booked';
CREATE INDEX bookings_telling ON bookings (ends_at) WHERE name <> '' OR phone <> '';

-- Services are found as dishes are.
ALTER TABLE findables ADD COLUMN service text REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED;
