-- Who signs in; and a programme's donors, applications, students and payments.
CREATE TABLE persons (
    id text PRIMARY KEY,
    name text NOT NULL,
    grants jsonb NOT NULL,
    secret text
);

ALTER TABLE programmes
    ADD COLUMN hosts jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN questions jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN rubric jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN stipends jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN plan jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN apart_max double precision NOT NULL DEFAULT 0.2;

ALTER TABLE merchants ADD COLUMN pledge jsonb;

CREATE TABLE donors (
    id text PRIMARY KEY,
    programme text NOT NULL REFERENCES programmes,
    name text NOT NULL,
    named boolean NOT NULL
);
CREATE INDEX donors_programme ON donors (programme);

CREATE TABLE pledges (
    id text PRIMARY KEY,
    programme text NOT NULL REFERENCES programmes,
    donor text NOT NULL REFERENCES donors,
    amount jsonb NOT NULL CHECK ((amount->>'fen')::bigint > 0),
    due_on date NOT NULL,
    given jsonb NOT NULL CHECK ((given->>'fen')::bigint >= 0)
);
CREATE INDEX pledges_programme ON pledges (programme);

CREATE TABLE applications (
    id text PRIMARY KEY,
    programme text NOT NULL REFERENCES programmes,
    year integer NOT NULL,
    applicant jsonb NOT NULL,
    answers jsonb NOT NULL,
    sent_at timestamptz NOT NULL,
    readers jsonb NOT NULL,
    readings jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('submitted', 'read', 'waiting', 'selected', 'withdrawn')),
    score double precision,
    passed jsonb NOT NULL,
    CONSTRAINT applications_scored CHECK (
        state NOT IN ('read', 'waiting', 'selected') OR score IS NOT NULL)
);
CREATE INDEX applications_programme ON applications (programme, year);

CREATE TABLE students (
    id text PRIMARY KEY,
    programme text NOT NULL REFERENCES programmes,
    application text NOT NULL UNIQUE REFERENCES applications,
    year integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    woman boolean,
    named boolean NOT NULL,
    selected_on date NOT NULL,
    reached jsonb NOT NULL,
    school text,
    left_on date
);
CREATE INDEX students_programme ON students (programme);

CREATE TABLE payments (
    id text PRIMARY KEY,
    programme text NOT NULL REFERENCES programmes,
    student text NOT NULL REFERENCES students,
    milestone text NOT NULL,
    amount jsonb NOT NULL CHECK ((amount->>'fen')::bigint > 0),
    year integer NOT NULL,
    proposed_by text NOT NULL,
    approved_by jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('proposed', 'paid', 'declined')),
    why text NOT NULL,
    UNIQUE (student, milestone),
    CONSTRAINT payments_paid_by_two CHECK (
        state <> 'paid' OR jsonb_array_length(approved_by) >= 2),
    CONSTRAINT payments_not_by_who_proposed CHECK (NOT approved_by ? proposed_by)
);
CREATE INDEX payments_programme ON payments (programme);
