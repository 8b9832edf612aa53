-- Errands: what is done outside of any transaction. Moments are bounded as all others are.
CREATE TABLE errands (
    id text PRIMARY KEY,
    kind text NOT NULL,
    given jsonb NOT NULL,
    written_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'given_up')),
    tries integer NOT NULL,
    failures integer NOT NULL,
    again_at timestamptz,
    begun_at timestamptz,
    ended_at timestamptz,
    fault text NOT NULL,
    place text NOT NULL,
    CONSTRAINT errands_moments CHECK (
        (state = 'waiting') = (again_at IS NOT NULL)
        AND (state <> 'running' OR begun_at IS NOT NULL)
        AND (state IN ('done', 'given_up')) = (ended_at IS NOT NULL)),
    CONSTRAINT errands_failures CHECK (failures >= 0 AND failures <= tries),
    CONSTRAINT errands_written_at_bounded CHECK (
        written_at >= '2000-01-01 00:00:00+00' AND written_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT errands_again_at_bounded CHECK (
        again_at >= '2000-01-01 00:00:00+00' AND again_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT errands_begun_at_bounded CHECK (
        begun_at >= '2000-01-01 00:00:00+00' AND begun_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT errands_ended_at_bounded CHECK (
        ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00')
);
-- What is due is looked for twice a second, and nearly all there are have been done.
CREATE INDEX errands_waiting ON errands (again_at) WHERE state = 'waiting';
CREATE INDEX errands_running ON errands (begun_at) WHERE state = 'running';
CREATE INDEX errands_ended ON errands (state, ended_at) WHERE ended_at IS NOT NULL;

-- Reports that were printed on errands, until newer ones have taken their place.
CREATE TABLE prints (
    id text PRIMARY KEY,
    name text NOT NULL,
    as_of timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    told bytea NOT NULL,
    pdf bytea NOT NULL,
    CONSTRAINT prints_of_before CHECK (as_of <= made_at),
    CONSTRAINT prints_as_of_bounded CHECK (
        as_of >= '2000-01-01 00:00:00+00' AND as_of < '2200-01-01 00:00:00+00'),
    CONSTRAINT prints_made_at_bounded CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00')
);
CREATE INDEX prints_name ON prints (name, as_of);
CREATE INDEX prints_made ON prints (made_at);
