-- What comes to a table, beside what is brought and what is collected.
ALTER TABLE quotes DROP CONSTRAINT quotes_fulfilment_known;
ALTER TABLE quotes ADD CONSTRAINT quotes_fulfilment_known
    CHECK (fulfilment IN ('delivery', 'pick_up', 'table'));
ALTER TABLE quotes ADD COLUMN at_table jsonb;
ALTER TABLE orders ADD COLUMN at_table jsonb;

-- The rule of Order.holds: a courier carries what is brought, and nothing else.
ALTER TABLE orders DROP CONSTRAINT orders_carried_by_someone;
ALTER TABLE orders ADD CONSTRAINT orders_carried_by_someone CHECK (
    state NOT IN ('collected', 'delivered', 'settled')
    OR (courier IS NOT NULL) = (pick_up IS NULL AND at_table IS NULL));
ALTER TABLE orders DROP CONSTRAINT orders_pick_up_without_courier;
ALTER TABLE orders ADD CONSTRAINT orders_pick_up_without_courier
    CHECK ((pick_up IS NULL AND at_table IS NULL) OR courier IS NULL);
ALTER TABLE orders DROP CONSTRAINT orders_tip_for_who_brings;
ALTER TABLE orders ADD CONSTRAINT orders_tip_for_who_brings CHECK (
    coalesce(jsonb_typeof(bill->'tip'), 'null') = 'null'
    OR ((bill->'tip'->>'fen')::bigint > 0 AND pick_up IS NULL AND at_table IS NULL)) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_one_way CHECK (pick_up IS NULL OR at_table IS NULL);
ALTER TABLE orders DROP CONSTRAINT orders_way_check;
ALTER TABLE orders ADD CONSTRAINT orders_way_check CHECK (way IN ('wallet', 'cash', 'tab'));
ALTER TABLE orders ADD CONSTRAINT orders_tabs_at_tables CHECK (way <> 'tab' OR at_table IS NOT NULL);
ALTER TABLE orders ADD CONSTRAINT orders_settled_are_paid CHECK (
    state <> 'settled' OR way <> 'tab' OR NOT jsonb_path_exists(
        tickets,
        '$[*] ? (@.state != "rejected" && @.state != "lapsed" && @.state != "unpaid").lines[*] ? (@.paid == null)'));
CREATE INDEX orders_at_tables ON orders (placed_at)
    WHERE at_table IS NOT NULL AND state IN ('accepted', 'ready', 'collected');

ALTER TABLE merchants ADD COLUMN pay_first boolean NOT NULL DEFAULT false;

-- The rule of Tab.holds: each sits there once, and wants a thing once who sits there.
CREATE FUNCTION tab_holds(guests jsonb, wanted jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN (SELECT count(DISTINCT one) = count(*) FROM jsonb_array_elements_text(guests) AS one)
    AND (SELECT count(DISTINCT (one->>'guest', one->>'written')) = count(*)
        AND coalesce(bool_and((one->>'quantity')::integer > 0
            AND (one->>'guest')::integer BETWEEN 1 AND jsonb_array_length(guests)), true)
        FROM jsonb_array_elements(wanted) AS one);

CREATE TABLE tabs (
    id text PRIMARY KEY,
    place text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    opened_at timestamptz NOT NULL CHECK (
        opened_at >= '2000-01-01 00:00:00+00' AND opened_at < '2200-01-01 00:00:00+00'),
    used_at timestamptz NOT NULL CHECK (
        used_at >= '2000-01-01 00:00:00+00' AND used_at < '2200-01-01 00:00:00+00'),
    guests jsonb NOT NULL CHECK (jsonb_array_length(guests) <= 24),
    wanted jsonb NOT NULL,
    orders jsonb NOT NULL CHECK (jsonb_array_length(orders) <= 60),
    closed_at timestamptz CHECK (
        closed_at >= '2000-01-01 00:00:00+00' AND closed_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT tabs_hold CHECK (tab_holds(guests, wanted))
);
CREATE INDEX tabs_open ON tabs (place) WHERE closed_at IS NULL;
CREATE INDEX tabs_unused ON tabs (used_at) WHERE closed_at IS NULL;
CREATE INDEX tabs_closed ON tabs (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE tables (
    id text PRIMARY KEY,
    merchant text REFERENCES merchants (id) DEFERRABLE INITIALLY DEFERRED,
    market text REFERENCES markets (id) DEFERRABLE INITIALLY DEFERRED,
    number integer NOT NULL CHECK (number > 0),
    tab text REFERENCES tabs (id) DEFERRABLE INITIALLY DEFERRED,
    gone boolean NOT NULL,
    UNIQUE (merchant, number),
    UNIQUE (market, number),
    CHECK ((merchant IS NULL) <> (market IS NULL))
);
CREATE INDEX tables_place ON tables (coalesce(merchant, market), number);
