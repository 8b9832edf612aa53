-- Whom accounts of the books are paid out to, at a bank.
CREATE TABLE payees (
    id text PRIMARY KEY,
    holder text NOT NULL CHECK (holder <> ''),
    bank text NOT NULL CHECK (bank <> ''),
    bank_code text NOT NULL,
    number text NOT NULL CHECK (number ~ '^[0-9A-Z]{8,34}$'),
    since timestamptz NOT NULL CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00')
);
