-- Deals of stalls that were played in the twin before they began, with what came out.
CREATE TABLE deal_rehearsals (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id) DEFERRABLE INITIALLY DEFERRED,
    asked_at timestamptz NOT NULL CHECK (asked_at >= '2000-01-01 00:00+00' AND asked_at < '2200-01-01 00:00+00'),
    deal jsonb NOT NULL,
    more_percent integer NOT NULL CHECK (more_percent BETWEEN 0 AND 100),
    errand text NOT NULL,
    outcome jsonb
);
CREATE INDEX deal_rehearsals_merchant ON deal_rehearsals (merchant);
