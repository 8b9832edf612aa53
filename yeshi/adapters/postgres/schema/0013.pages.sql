-- What pages ask: a market's stalls, who stands at a place, who is out.

-- As market/hours.py says: equal times are round the clock, and hours may pass midnight.
CREATE FUNCTION open_by_clock(hours jsonb, local time) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN (hours->>'opens')::time = (hours->>'closes')::time THEN true
        WHEN (hours->>'opens')::time < (hours->>'closes')::time
            THEN (hours->>'opens')::time <= local AND local < (hours->>'closes')::time
        ELSE local >= (hours->>'opens')::time OR local < (hours->>'closes')::time
    END
$$;

CREATE INDEX merchants_market ON merchants (market);
CREATE INDEX merchants_place ON merchants (place);
CREATE INDEX couriers_out ON couriers (id) WHERE shift IS NOT NULL OR route IS NOT NULL;
