-- Whose a campaign's vouchers are, where they are spent and how often; its codes, and how often it was used.
ALTER TABLE campaigns ADD COLUMN rules jsonb;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_by_lot_or_rules CHECK (lot IS NULL OR rules IS NULL);
ALTER TABLE campaigns ADD CONSTRAINT campaigns_rules_hold CHECK (
    rules IS NULL
    OR (((rules->>'away_days') IS NOT NULL) = (rules->>'group' = 'away')
        AND coalesce((rules->>'away_days')::bigint, 1) > 0
        AND coalesce((rules->'limits'->>'own')::bigint, 1) > 0
        AND coalesce((rules->'limits'->>'own_day')::bigint, 1) > 0
        AND coalesce((rules->'limits'->>'day')::bigint, 1) > 0
        AND coalesce((rules->'limits'->'day_off'->>'fen')::bigint, 1) > 0));

CREATE TABLE tallies (
    id text PRIMARY KEY,
    campaign text NOT NULL REFERENCES campaigns (id),
    customer text NOT NULL,
    codes integer NOT NULL CHECK (codes >= 0),
    times integer NOT NULL CHECK (times >= 0),
    day date CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    day_times integer NOT NULL CHECK (day_times >= 0),
    day_fen bigint NOT NULL CHECK (day_fen >= 0)
);
CREATE INDEX tallies_campaign ON tallies (campaign);

CREATE TABLE voucher_codes (
    id text PRIMARY KEY,
    campaign text NOT NULL REFERENCES campaigns (id),
    single boolean NOT NULL,
    made_at timestamptz NOT NULL CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    customer text,
    entered_at timestamptz CHECK (
        entered_at >= '2000-01-01 00:00:00+00' AND entered_at < '2200-01-01 00:00:00+00'),
    CHECK ((customer IS NULL) = (entered_at IS NULL)),
    CHECK (single OR customer IS NULL)
);
CREATE INDEX voucher_codes_campaign ON voucher_codes (campaign);
