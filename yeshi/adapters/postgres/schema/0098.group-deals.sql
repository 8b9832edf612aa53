-- What an order comes to, as Bill.total says it, also where stalls take something off.
CREATE OR REPLACE FUNCTION sum_of_bill(bill jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN (bill->'items'->>'fen')::bigint + (bill->'packing'->>'fen')::bigint
    + (bill->'delivery'->>'fen')::bigint - (bill->'voucher'->>'fen')::bigint
    + (bill->'donation'->>'fen')::bigint + coalesce((bill->'tip'->>'fen')::bigint, 0)
    - coalesce((bill->'deals'->>'fen')::bigint, 0);
