-- Where customers have their orders brought: a book of addresses for each, the last used first. It is
-- written as a whole, so that nothing is left of an address that was taken out.

CREATE TABLE address_books (
    id text PRIMARY KEY,
    addresses jsonb NOT NULL CHECK (jsonb_array_length(addresses) <= 12)
);
