-- Changes of terms that were rehearsed before they were enacted, with what came out.
CREATE TABLE rehearsals (
    id text PRIMARY KEY,
    asked_at timestamptz NOT NULL CHECK (asked_at >= '2000-01-01 00:00+00' AND asked_at < '2200-01-01 00:00+00'),
    before jsonb NOT NULL,
    terms jsonb NOT NULL,
    elasticity double precision NOT NULL CHECK (elasticity BETWEEN 0 AND 5),
    errand text NOT NULL,
    outcome jsonb
);
