-- Who did what: each event keeps its actor's name, each answer what was asked for it.

ALTER TABLE events ADD COLUMN by text NOT NULL DEFAULT '' CHECK (length(by) <= 300);
ALTER TABLE commands ADD COLUMN asked text NOT NULL DEFAULT '';
