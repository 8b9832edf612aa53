-- Each holding of a lease has a number, which whoever acts under it shows as they keep their work.
CREATE TABLE leases (
    name text PRIMARY KEY,
    number bigint NOT NULL
);

CREATE FUNCTION still_held(asked text, ours bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Shared until the work is kept: the next holder takes its number after that.
    PERFORM 1 FROM leases WHERE name = asked AND number = ours FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the lease % is another''s by now', asked USING
            ERRCODE = 'integrity_constraint_violation', TABLE = 'leases', CONSTRAINT = 'leases_held';
    END IF;
END $$;
