-- Who orders together from their own phones, and what of an order is whose.
ALTER TABLE quotes ADD COLUMN of_group jsonb;
ALTER TABLE orders ADD COLUMN of_group jsonb;
ALTER TABLE complaints ADD COLUMN payer text;

-- The rule of OfGroup.hold: the shares come to what the order costs, and none has more back.
CREATE FUNCTION shares_hold(shares jsonb, to_pay bigint) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN jsonb_array_length(shares) = 0 OR (
    SELECT sum((one->'paid'->>'fen')::bigint) = to_pay
        AND bool_and((one->'fees'->>'fen')::bigint BETWEEN 0 AND (one->'paid'->>'fen')::bigint
            AND (one->'back'->>'fen')::bigint BETWEEN 0 AND (one->'paid'->>'fen')::bigint)
        AND count(DISTINCT one->>'guest') = count(*)
    FROM jsonb_array_elements(shares) AS one);
CREATE FUNCTION sum_of_bill(bill jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN (bill->'items'->>'fen')::bigint + (bill->'packing'->>'fen')::bigint
    + (bill->'delivery'->>'fen')::bigint - (bill->'voucher'->>'fen')::bigint
    + (bill->'donation'->>'fen')::bigint + coalesce((bill->'tip'->>'fen')::bigint, 0);

ALTER TABLE orders DROP CONSTRAINT orders_way_check;
ALTER TABLE orders ADD CONSTRAINT orders_way_check
    CHECK (way IN ('wallet', 'cash', 'tab', 'group')) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_paid_by_several CHECK (
    (way = 'group') = (of_group IS NOT NULL AND jsonb_array_length(of_group->'shares') > 0)
) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_shares_hold CHECK (
    of_group IS NULL OR shares_hold(of_group->'shares', sum_of_bill(bill))) NOT VALID;

-- The rule of GroupBasket.holds about its guests: each is in it once, and nothing is held of a group
-- that is over, or that one pays for.
CREATE FUNCTION guests_hold(guests jsonb, host text, wanted jsonb, may_hold boolean)
RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN guests->0->>'customer' = host
    AND (SELECT count(DISTINCT one->>'customer') = count(*) AND bool_and(
            coalesce(jsonb_typeof(one->'held'), 'null') = 'null'
            OR (may_hold AND (one->'held'->>'fen')::bigint >= 0))
        FROM jsonb_array_elements(guests) AS one)
    AND (SELECT count(DISTINCT (one->>'guest', one->>'written')) = count(*)
        AND coalesce(bool_and((one->>'quantity')::integer > 0
            AND (one->>'guest')::integer BETWEEN 1 AND jsonb_array_length(guests)), true)
        FROM jsonb_array_elements(wanted) AS one);

CREATE TABLE group_baskets (
    id text PRIMARY KEY,
    host text NOT NULL,
    place text NOT NULL,
    of_market boolean NOT NULL,
    pays text NOT NULL CHECK (pays IN ('one', 'each')),
    opened_at timestamptz NOT NULL CHECK (
        opened_at >= '2000-01-01 00:00:00+00' AND opened_at < '2200-01-01 00:00:00+00'),
    changed_at timestamptz NOT NULL CHECK (
        changed_at >= '2000-01-01 00:00:00+00' AND changed_at < '2200-01-01 00:00:00+00'),
    deadline timestamptz NOT NULL CHECK (
        deadline >= '2000-01-01 00:00:00+00' AND deadline < '2200-01-01 00:00:00+00'),
    over_at timestamptz NOT NULL CHECK (
        over_at >= '2000-01-01 00:00:00+00' AND over_at < '2200-01-01 00:00:00+00'),
    guests jsonb NOT NULL CHECK (jsonb_array_length(guests) BETWEEN 1 AND 24),
    wanted jsonb NOT NULL,
    destination jsonb,
    state text NOT NULL CHECK (state IN ('open', 'ordered', 'called_off')),
    "order" text REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED,
    why text NOT NULL,
    ended_at timestamptz CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00'),
    CHECK (opened_at < deadline AND deadline <= over_at),
    CHECK ((destination IS NOT NULL) = (pays = 'each')),
    CHECK (("order" IS NOT NULL) = (state = 'ordered')),
    CHECK ((ended_at IS NULL) = (state = 'open')),
    CONSTRAINT group_baskets_hold CHECK (
        guests_hold(guests, host, wanted, state = 'open' AND pays = 'each'))
);
CREATE INDEX group_baskets_open ON group_baskets (host) WHERE state = 'open';
CREATE INDEX group_baskets_over ON group_baskets (over_at) WHERE state = 'open';
CREATE INDEX group_baskets_ended ON group_baskets (ended_at) WHERE ended_at IS NOT NULL;
