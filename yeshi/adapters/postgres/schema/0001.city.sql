-- A city: who sells, what is ordered, who delivers, the books and the record.
-- Amounts are jsonb {"fen": …, "currency": …}, as in the domain.

CREATE TABLE markets (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    collection jsonb NOT NULL
);

CREATE TABLE merchants (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    market text REFERENCES markets,
    place jsonb NOT NULL,
    hours jsonb NOT NULL,
    cook_s integer NOT NULL CHECK (cook_s >= 0),
    online boolean NOT NULL,
    taking boolean NOT NULL
);

CREATE TABLE items (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants,
    name jsonb NOT NULL,
    price jsonb NOT NULL CONSTRAINT items_price CHECK ((price->>'fen')::bigint > 0),
    packing jsonb NOT NULL CHECK ((packing->>'fen')::bigint >= 0),
    "left" integer CONSTRAINT items_stock_not_negative CHECK ("left" >= 0)
);
CREATE INDEX items_merchant ON items (merchant);

CREATE TABLE couriers (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    vehicle text NOT NULL CHECK (vehicle IN ('ebike', 'scooter', 'bicycle', 'on_foot', 'robot')),
    zone text NOT NULL,
    place jsonb NOT NULL,
    free_at timestamptz NOT NULL,
    shift text,
    route text,
    version integer NOT NULL
);
CREATE INDEX couriers_on_duty ON couriers (zone) WHERE shift IS NOT NULL;

CREATE TABLE positions (
    courier text PRIMARY KEY REFERENCES couriers,
    place jsonb NOT NULL,
    at timestamptz NOT NULL
);

CREATE TABLE shifts (
    id text PRIMARY KEY,
    courier text NOT NULL REFERENCES couriers,
    on_at timestamptz NOT NULL,
    off_at timestamptz NOT NULL,
    starts_at jsonb NOT NULL,
    per_order jsonb NOT NULL,
    per_hour jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('planned', 'on', 'ended')),
    orders integer NOT NULL CHECK (orders >= 0),
    earned jsonb NOT NULL,
    top_up jsonb NOT NULL CHECK ((top_up->>'fen')::bigint >= 0),
    CONSTRAINT shifts_end_after_begin CHECK (off_at > on_at)
);
CREATE INDEX shifts_planned ON shifts (on_at) WHERE state = 'planned';
CREATE UNIQUE INDEX shifts_one_on ON shifts (courier) WHERE state = 'on';
CREATE INDEX shifts_courier ON shifts (courier, on_at);

CREATE TABLE routes (
    id text PRIMARY KEY,
    courier text NOT NULL REFERENCES couriers,
    zone text NOT NULL,
    origin jsonb NOT NULL,
    committed_at timestamptz NOT NULL,
    stops jsonb NOT NULL CHECK (jsonb_array_length(stops) > 0),
    state text NOT NULL CHECK (state IN ('open', 'closed'))
);
CREATE UNIQUE INDEX routes_one_open ON routes (courier) WHERE state = 'open';

ALTER TABLE couriers
    ADD FOREIGN KEY (shift) REFERENCES shifts,
    ADD FOREIGN KEY (route) REFERENCES routes;

CREATE TABLE campaigns (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    threshold jsonb NOT NULL,
    off jsonb NOT NULL CHECK ((off->>'fen')::bigint > 0),
    begins_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    CHECK (ends_at > begins_at)
);

CREATE TABLE programmes (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    field text NOT NULL,
    purpose jsonb NOT NULL,
    foundation jsonb NOT NULL,
    partner jsonb NOT NULL,
    signed_on date NOT NULL,
    pledged jsonb NOT NULL,
    pledged_years integer NOT NULL CHECK (pledged_years > 0),
    endowment jsonb NOT NULL,
    source text NOT NULL
);

CREATE TABLE accords (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    signed_on date NOT NULL,
    parties jsonb NOT NULL,
    areas jsonb NOT NULL,
    mechanism jsonb NOT NULL,
    target jsonb NOT NULL,
    source text NOT NULL
);

CREATE TABLE orders (
    id text PRIMARY KEY,
    customer text NOT NULL,
    placed_at timestamptz NOT NULL,
    promised_by timestamptz NOT NULL,
    zone text NOT NULL,
    pickup jsonb NOT NULL,
    destination jsonb NOT NULL,
    tickets jsonb NOT NULL CHECK (jsonb_array_length(tickets) > 0),
    bill jsonb NOT NULL,
    campaign text REFERENCES campaigns,
    programme text REFERENCES programmes,
    note text NOT NULL,
    returned jsonb NOT NULL,
    voucher_returned jsonb NOT NULL,
    state text NOT NULL CHECK (state IN (
        'placed', 'accepted', 'ready', 'collected', 'delivered', 'settled',
        'rejected', 'cancelled', 'failed', 'refunded')),
    ready_at timestamptz,
    courier text REFERENCES couriers,
    route text REFERENCES routes,
    collected_at timestamptz,
    ended_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT orders_sent_with_courier CHECK ((route IS NULL) = (courier IS NULL)),
    CONSTRAINT orders_carried_by_someone CHECK (
        state NOT IN ('collected', 'delivered', 'settled') OR courier IS NOT NULL),
    CONSTRAINT orders_ready_is_known CHECK (
        state NOT IN ('accepted', 'ready', 'collected', 'delivered', 'settled')
        OR ready_at IS NOT NULL)
);
CREATE INDEX orders_unfetched ON orders (zone)
    WHERE state IN ('accepted', 'ready') AND route IS NULL;
CREATE INDEX orders_under_way ON orders (placed_at) WHERE state NOT IN ('settled', 'refunded');
CREATE INDEX orders_customer ON orders (customer, placed_at);
CREATE INDEX orders_tickets ON orders USING gin (tickets jsonb_path_ops);

CREATE TABLE quotes (
    id text PRIMARY KEY,
    customer text NOT NULL,
    basket jsonb NOT NULL,
    bill jsonb NOT NULL,
    destination jsonb NOT NULL,
    campaign text REFERENCES campaigns,
    programme text REFERENCES programmes,
    round_up boolean NOT NULL,
    made_at timestamptz NOT NULL,
    holds_until timestamptz NOT NULL,
    promised_by timestamptz NOT NULL,
    "order" text UNIQUE REFERENCES orders
);

-- The books. A transfer takes from one account what it gives to another, so all balances sum to
-- zero; balances change by transfers alone; transfers are never changed.
CREATE TABLE accounts (
    id text PRIMARY KEY,
    currency text NOT NULL,
    may_overdraw boolean NOT NULL,
    balance_fen bigint NOT NULL DEFAULT 0,
    UNIQUE (id, currency),
    CONSTRAINT accounts_not_overdrawn CHECK (may_overdraw OR balance_fen >= 0)
);

CREATE TABLE transfers (
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    id text PRIMARY KEY,
    at timestamptz NOT NULL,
    "order" text,
    debit text NOT NULL,
    credit text NOT NULL,
    fen bigint NOT NULL CONSTRAINT transfers_positive CHECK (fen > 0),
    currency text NOT NULL,
    why text NOT NULL,
    CONSTRAINT transfers_between_two CHECK (debit <> credit),
    FOREIGN KEY (debit, currency) REFERENCES accounts (id, currency),
    FOREIGN KEY (credit, currency) REFERENCES accounts (id, currency)
);
CREATE INDEX transfers_order ON transfers ("order");
CREATE INDEX transfers_debit ON transfers (debit, seq);
CREATE INDEX transfers_credit ON transfers (credit, seq);

CREATE FUNCTION balances_follow_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts SET balance_fen = balance_fen + moved.fen
    FROM (
        SELECT id, sum(fen)::bigint AS fen FROM (
            SELECT debit AS id, -fen AS fen FROM entered
            UNION ALL
            SELECT credit, fen FROM entered
        ) sides GROUP BY id
    ) moved WHERE accounts.id = moved.id;
    RETURN NULL;
END $$;
CREATE TRIGGER transfers_move AFTER INSERT ON transfers
    REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION balances_follow_transfers();

CREATE FUNCTION balances_change_by_transfers_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'balances change by transfers alone' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_balance_kept BEFORE UPDATE ON accounts
    FOR EACH ROW EXECUTE FUNCTION balances_change_by_transfers_alone();

CREATE FUNCTION what_happened_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER transfers_stay BEFORE UPDATE OR DELETE ON transfers
    FOR EACH ROW EXECUTE FUNCTION what_happened_stays();

-- The record of what happened, and the commands that were answered.
CREATE TABLE events (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    data jsonb NOT NULL
);
CREATE INDEX events_day ON events (day, seq);
CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION what_happened_stays();

CREATE TABLE commands (
    key text PRIMARY KEY,
    command text NOT NULL,
    at timestamptz NOT NULL,
    answer jsonb
);
