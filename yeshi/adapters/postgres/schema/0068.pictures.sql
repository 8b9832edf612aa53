-- Pictures of dishes and stalls: which there are, what shows each, and their forms where the database
-- keeps them.
CREATE TABLE pictures (
    id text PRIMARY KEY CHECK (length(id) = 64),
    unshown_since timestamptz CHECK (
        unshown_since >= '2000-01-01 00:00:00+00' AND unshown_since < '2200-01-01 00:00:00+00')
);
CREATE INDEX pictures_unshown ON pictures (unshown_since) WHERE unshown_since IS NOT NULL;

CREATE TABLE shown_pictures (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    picture text NOT NULL REFERENCES pictures (id),
    widths jsonb NOT NULL CHECK (jsonb_array_length(widths) > 0),
    since timestamptz NOT NULL CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00')
);
CREATE INDEX shown_pictures_merchant ON shown_pictures (merchant);
CREATE INDEX shown_pictures_picture ON shown_pictures (picture);

-- Not compressed: they are already.
CREATE TABLE picture_forms (
    digest text NOT NULL CHECK (length(digest) = 64),
    width integer NOT NULL CHECK (width > 0),
    data bytea NOT NULL,
    PRIMARY KEY (digest, width)
);
ALTER TABLE picture_forms ALTER COLUMN data SET STORAGE EXTERNAL;
