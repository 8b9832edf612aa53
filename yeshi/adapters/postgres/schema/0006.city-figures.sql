-- Sectors and districts; what couriers chose to say; shocks; vouchers drawn by lot.
ALTER TABLE merchants
    ADD COLUMN sector text NOT NULL DEFAULT 'other',
    ADD COLUMN district text NOT NULL DEFAULT '';

ALTER TABLE couriers
    ADD COLUMN woman boolean,
    ADD COLUMN born_year integer,
    ADD COLUMN first_job boolean;

CREATE TABLE shocks (
    id text PRIMARY KEY,
    name jsonb NOT NULL,
    kind text NOT NULL CHECK (kind IN (
        'epidemic', 'flood', 'closure', 'heat', 'outage', 'policy', 'other')),
    began_on date NOT NULL,
    ended_on date,
    note text NOT NULL,
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL,
    withdrawn boolean NOT NULL,
    CHECK (ended_on >= began_on)
);

ALTER TABLE campaigns ADD COLUMN lot jsonb;

CREATE TABLE claims (
    id text PRIMARY KEY,
    campaign text NOT NULL REFERENCES campaigns,
    customer text NOT NULL,
    claimed_at timestamptz NOT NULL,
    won boolean,
    "order" text REFERENCES orders,
    UNIQUE (campaign, customer),
    CONSTRAINT claims_only_winners_spend CHECK ("order" IS NULL OR won)
);
CREATE INDEX claims_campaign ON claims (campaign);
CREATE INDEX orders_campaign ON orders (campaign) WHERE campaign IS NOT NULL;

CREATE INDEX transfers_at ON transfers (at);

ALTER TABLE merchants ADD COLUMN owner_woman boolean, ADD COLUMN owner_born_year integer;
