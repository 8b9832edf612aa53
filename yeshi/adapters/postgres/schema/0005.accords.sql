-- Accords: several targets, parties and areas with ids; commitments, milestones, meetings, files.
ALTER TABLE accords
    ADD COLUMN targets jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN remind_days integer NOT NULL DEFAULT 14 CHECK (remind_days >= 0),
    ADD COLUMN escalate_days integer NOT NULL DEFAULT 7 CHECK (escalate_days >= 0);
UPDATE accords SET
    parties = (
        SELECT jsonb_agg(jsonb_build_object('id', 'party-' || number, 'name', name) ORDER BY number)
        FROM jsonb_array_elements(parties) WITH ORDINALITY AS named (name, number)),
    areas = (
        SELECT jsonb_agg(jsonb_build_object('id', 'area-' || number, 'name', name) ORDER BY number)
        FROM jsonb_array_elements(areas) WITH ORDINALITY AS named (name, number)),
    targets = jsonb_build_array((target - 'reach') || jsonb_build_object(
        'id', 'target-1', 'scope', 'city', 'baseline', 0, 'goal', target -> 'reach'));
ALTER TABLE accords DROP COLUMN target;

CREATE TABLE commitments (
    id text PRIMARY KEY,
    accord text NOT NULL REFERENCES accords,
    area text NOT NULL,
    party text NOT NULL,
    text text NOT NULL,
    entered_on date NOT NULL
);
CREATE INDEX commitments_accord ON commitments (accord);

CREATE TABLE milestones (
    id text PRIMARY KEY,
    accord text NOT NULL REFERENCES accords,
    commitment text NOT NULL REFERENCES commitments,
    party text NOT NULL,
    text text NOT NULL,
    owner text NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    ended_on date,
    said text NOT NULL,
    noticed jsonb NOT NULL,
    CONSTRAINT milestones_end_is_known CHECK ((state = 'open') = (ended_on IS NULL))
);
CREATE INDEX milestones_accord ON milestones (accord);

CREATE TABLE meetings (
    id text PRIMARY KEY,
    accord text NOT NULL REFERENCES accords,
    held_on date NOT NULL,
    title text NOT NULL,
    minutes text NOT NULL,
    decisions jsonb NOT NULL,
    entered_by text NOT NULL,
    is_public boolean NOT NULL,
    addenda jsonb NOT NULL
);
CREATE INDEX meetings_accord ON meetings (accord);

CREATE TABLE contents (
    digest text PRIMARY KEY,
    data bytea NOT NULL
);
CREATE TRIGGER contents_stay BEFORE UPDATE OR DELETE ON contents
    FOR EACH ROW EXECUTE FUNCTION what_happened_stays();

CREATE TABLE files (
    id text PRIMARY KEY,
    accord text NOT NULL REFERENCES accords,
    name text NOT NULL,
    media_type text NOT NULL,
    size integer NOT NULL CHECK (size > 0),
    digest text NOT NULL REFERENCES contents,
    entered_by text NOT NULL,
    entered_at timestamptz NOT NULL,
    is_public boolean NOT NULL
);
CREATE INDEX files_accord ON files (accord);
