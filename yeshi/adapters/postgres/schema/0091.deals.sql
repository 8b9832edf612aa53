-- What stalls take off at their own cost, and what deals with a limit took off in a night.
ALTER TABLE merchants ADD COLUMN deals jsonb NOT NULL DEFAULT '[]';
CREATE INDEX merchants_with_deals ON merchants (id) WHERE deals <> '[]';

CREATE TABLE deal_nights (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id) DEFERRABLE INITIALLY DEFERRED,
    night date NOT NULL,
    spent jsonb NOT NULL CHECK ((spent->>'fen')::bigint >= 0)
);
CREATE INDEX deal_nights_merchant ON deal_nights (merchant);
