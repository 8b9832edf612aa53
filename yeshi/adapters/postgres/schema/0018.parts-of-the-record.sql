-- The record and the transfers are kept in parts by their numbers, each about a month's, so that an
-- index that is written at any place is as small after years as after weeks.

DROP VIEW balances;
DROP VIEW summed;
DROP TRIGGER events_stay ON events;
DROP TRIGGER transfers_stay ON transfers;
DROP TRIGGER transfers_move ON transfers;

-- A server before PostgreSQL 17 gives parts no identity: numbers are taken by default.
CREATE SEQUENCE events_numbers;
CREATE SEQUENCE transfers_numbers;
DO $$ BEGIN
    PERFORM setval('events_numbers', coalesce(max(seq), 0) + 1, false) FROM events;
    PERFORM setval('transfers_numbers', coalesce(max(seq), 0) + 1, false) FROM transfers;
END $$;

-- What there is becomes the first part, as it stands.
ALTER TABLE events ALTER COLUMN seq DROP IDENTITY;
ALTER TABLE transfers ALTER COLUMN seq DROP IDENTITY;
ALTER TABLE events RENAME TO events_from_0;
ALTER TABLE transfers RENAME TO transfers_from_0;
ALTER INDEX events_pkey RENAME TO events_from_0_pkey;
ALTER INDEX events_day RENAME TO events_from_0_day;
ALTER INDEX events_subject RENAME TO events_from_0_subject;
ALTER INDEX transfers_pkey RENAME TO transfers_from_0_id_key;
ALTER INDEX transfers_seq_key RENAME TO transfers_from_0_pkey;
ALTER INDEX transfers_order RENAME TO transfers_from_0_order;
ALTER INDEX transfers_debit RENAME TO transfers_from_0_debit;
ALTER INDEX transfers_credit RENAME TO transfers_from_0_credit;
ALTER INDEX transfers_at RENAME TO transfers_from_0_at;

CREATE TABLE events (LIKE events_from_0 INCLUDING CONSTRAINTS) PARTITION BY RANGE (seq);
ALTER TABLE events ALTER COLUMN seq SET DEFAULT nextval('events_numbers');
ALTER TABLE events ADD PRIMARY KEY (seq);
CREATE INDEX events_day ON events (day, seq);
CREATE INDEX events_subject ON events (subject, seq);

CREATE TABLE transfers (LIKE transfers_from_0 INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (seq);
ALTER TABLE transfers ALTER COLUMN seq SET DEFAULT nextval('transfers_numbers');
ALTER TABLE transfers ADD UNIQUE (seq);
CREATE INDEX transfers_order ON transfers ("order");
CREATE INDEX transfers_debit ON transfers (debit, seq);
CREATE INDEX transfers_credit ON transfers (credit, seq);
CREATE INDEX transfers_at ON transfers (at);

-- How many numbers the last thirty days took; a part has as many, within bounds.
CREATE FUNCTION part_size(called text, last bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    before bigint;
BEGIN
    IF called = 'events' THEN
        SELECT min(seq) INTO before FROM events
        WHERE day = (SELECT min(day) FROM events WHERE day > (SELECT max(day) FROM events) - 30);
    ELSE
        SELECT seq INTO before FROM transfers
        WHERE at > (SELECT max(at) FROM transfers) - interval '30 days' ORDER BY at LIMIT 1;
    END IF;
    RETURN greatest(5000000, least(1000000000, last - coalesce(before, last)));
END $$;

-- Makes the next part of each while fewer numbers are ahead than half of one. What is made is empty,
-- and whoever writes does not wait for it.
CREATE FUNCTION make_parts() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    called text;
    last bigint;
    top bigint;
    size bigint;
    part text;
    rule record;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_parts'));
    FOREACH called IN ARRAY ARRAY['events', 'transfers'] LOOP
        EXECUTE format('SELECT last_value FROM %I', called || '_numbers') INTO last;
        size := part_size(called, last);
        LOOP
            SELECT max((regexp_match(pg_get_expr(relpartbound, oid), $m$TO \('?(\d+)'?\)$m$))[1]::bigint)
            INTO top FROM pg_class JOIN pg_inherits ON inhrelid = oid
            WHERE inhparent = called::regclass;
            EXIT WHEN top - last >= size / 2;
            part := called || '_from_' || top;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, called);
            IF called = 'transfers' THEN
                EXECUTE format('ALTER TABLE %I ADD UNIQUE (id)', part);
            END IF;
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                called, part, top, top + size);
            -- Whoever may read or write the whole may a part: a backup reads part by part.
            FOR rule IN
                SELECT grantee::regrole::text AS role, privilege_type AS privilege
                FROM pg_class, aclexplode(relacl) WHERE oid = called::regclass AND grantee <> 0
            LOOP
                EXECUTE format('GRANT %s ON %I TO %s', rule.privilege, part, rule.role);
            END LOOP;
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

DO $$
DECLARE
    called text;
    last bigint;
    rule record;
BEGIN
    FOREACH called IN ARRAY ARRAY['events', 'transfers'] LOOP
        -- Rows of before a rule are not looked at, as they were not when it was made.
        FOR rule IN
            SELECT conname, pg_get_constraintdef(oid) AS says FROM pg_constraint
            WHERE conrelid = (called || '_from_0')::regclass AND NOT convalidated
        LOOP
            EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', called, rule.conname);
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', called, rule.conname, rule.says);
        END LOOP;
        EXECUTE format('SELECT coalesce(max(seq), 0) FROM %I', called || '_from_0') INTO last;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (0) TO (%s)',
            called, called || '_from_0', last + 5000000);
    END LOOP;
    PERFORM make_parts();
END $$;

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION what_happened_stays();
CREATE TRIGGER transfers_stay BEFORE UPDATE OR DELETE ON transfers
    FOR EACH ROW EXECUTE FUNCTION what_happened_stays();
CREATE TRIGGER transfers_move AFTER INSERT ON transfers
    REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION balances_follow_transfers();

CREATE VIEW summed AS
SELECT account, through, balance_fen
    + coalesce((SELECT sum(fen) FROM transfers WHERE credit = account AND seq > through), 0)::bigint
    - coalesce((SELECT sum(fen) FROM transfers WHERE debit = account AND seq > through), 0)::bigint AS fen
FROM checkpoints;

CREATE VIEW balances AS
SELECT id AS account, sum(balance_fen)::bigint AS fen FROM accounts GROUP BY id
UNION ALL
SELECT 'escrow', coalesce(sum(fen), 0)::bigint FROM held
HAVING EXISTS (SELECT 1 FROM transfers WHERE credit = 'escrow')
UNION ALL
SELECT account, fen FROM summed;

-- Each process takes another pot of the budgets that the whole city spends.
CREATE SEQUENCE pots_taken;
