-- Long lists are read by id, in the order of its bytes, whatever the database's own order of letters.
CREATE INDEX merchants_by_id ON merchants (id COLLATE "C");
CREATE INDEX couriers_by_id ON couriers (id COLLATE "C");
CREATE INDEX merchants_giving ON merchants ((pledge->>'programme')) WHERE pledge IS NOT NULL;
