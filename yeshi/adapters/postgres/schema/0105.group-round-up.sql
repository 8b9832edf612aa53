-- For which programme the whole of a group is rounded up, where each pays.
ALTER TABLE group_baskets ADD COLUMN round_up text
    REFERENCES programmes (id) DEFERRABLE INITIALLY DEFERRED,
    ADD CHECK (round_up IS NULL OR pays = 'each');

-- The rule of GroupBasket.holds about its guests: each is in it once, nothing is held of a group
-- that is over, or that one pays for, and what they give the courier is of what they pay.
CREATE OR REPLACE FUNCTION guests_hold(guests jsonb, host text, wanted jsonb, may_hold boolean)
RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN guests->0->>'customer' = host
    AND (SELECT count(DISTINCT one->>'customer') = count(*) AND bool_and(
            coalesce(jsonb_typeof(one->'held'), 'null') = 'null'
            OR (may_hold AND (one->'held'->>'fen')::bigint >= 0))
        AND bool_and(coalesce(jsonb_typeof(one->'tip'), 'null') = 'null' OR coalesce(
            (one->'tip'->>'fen')::bigint BETWEEN 1 AND coalesce(
                (one->'held'->>'fen')::bigint, (one->'paid'->>'fen')::bigint), false))
        FROM jsonb_array_elements(guests) AS one)
    AND (SELECT count(DISTINCT (one->>'guest', one->>'written')) = count(*)
        AND coalesce(bool_and((one->>'quantity')::integer > 0
            AND (one->>'guest')::integer BETWEEN 1 AND jsonb_array_length(guests)), true)
        FROM jsonb_array_elements(wanted) AS one);
