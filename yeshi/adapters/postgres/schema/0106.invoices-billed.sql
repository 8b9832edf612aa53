-- What had been paid for a stall's part when its invoice was made: a red one is due of what came back
-- since, and of nothing that came back before.
ALTER TABLE invoice_wishes ADD COLUMN billed jsonb,
    ADD CHECK (billed IS NULL OR (number <> '' AND (billed->>'fen')::bigint > 0));
