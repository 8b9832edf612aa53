-- Stalls and dishes under the pieces of their names, by which they are found.
CREATE TABLE findables (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    item text REFERENCES items (id),
    name jsonb NOT NULL,
    pieces text[] NOT NULL
);
CREATE INDEX findables_pieces ON findables USING gin (pieces);
CREATE INDEX findables_merchant ON findables (merchant);
