-- For whom stalls are asked to make invoices, and what came of it.
CREATE TABLE invoice_wishes (
    id text PRIMARY KEY,
    "order" text NOT NULL REFERENCES orders (id),
    merchant text NOT NULL REFERENCES merchants (id),
    customer text NOT NULL,
    made_for jsonb NOT NULL,
    asked_at timestamptz NOT NULL CHECK (
        asked_at >= '2000-01-01 00:00:00+00' AND asked_at < '2200-01-01 00:00:00+00'),
    number text NOT NULL,
    why text NOT NULL,
    answered_at timestamptz CHECK (
        answered_at >= '2000-01-01 00:00:00+00' AND answered_at < '2200-01-01 00:00:00+00'),
    CHECK (number = '' OR why = ''),
    CHECK ((answered_at IS NULL) = (number = '' AND why = '')),
    UNIQUE ("order", merchant)
);
CREATE INDEX invoice_wishes_merchant ON invoice_wishes (merchant, asked_at DESC, id);
CREATE INDEX invoice_wishes_customer ON invoice_wishes (customer, asked_at);
CREATE INDEX invoice_wishes_telling ON invoice_wishes (asked_at)
    WHERE made_for->>'title' || (made_for->>'tax_number') || (made_for->>'mail') <> '';
