-- Business days that are closed: in what is before the end of the last, nothing is entered.
CREATE TABLE day_closes (
    id text PRIMARY KEY,
    day date NOT NULL UNIQUE CHECK (day >= '1900-01-01' AND day < '2200-01-01'),
    ends_at timestamptz NOT NULL CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00'),
    closed_at timestamptz NOT NULL CHECK (
        closed_at >= '2000-01-01 00:00:00+00' AND closed_at < '2200-01-01 00:00:00+00'),
    by text NOT NULL,
    items jsonb NOT NULL,
    sums jsonb NOT NULL,
    CHECK (ends_at <= closed_at),
    CHECK (NOT jsonb_path_exists(
        items, '$[*] ? ((@.amount.fen != 0 || @.count != 0) && @.why == "")'))
);

CREATE TABLE closed_until (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    until timestamptz NOT NULL CHECK (
        until >= '2000-01-01 00:00:00+00' AND until < '2200-01-01 00:00:00+00')
);

-- Whoever closes a day has this lock alone, and whoever enters transfers shares it to the end of
-- their work: what was entered before is counted, and what comes after finds the day closed. Such
-- work is tried again, and is of the running day then.
CREATE FUNCTION closed_days_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('days are closed', 0));
    IF EXISTS (SELECT 1 FROM entered WHERE at < (SELECT until FROM closed_until)) THEN
        RAISE EXCEPTION 'that day is closed'
            USING ERRCODE = 'serialization_failure', TABLE = 'transfers';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transfers_after_close AFTER INSERT ON transfers
    REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION closed_days_stay();
