-- In which row of its menu a dish stands; those that there are stand as they were entered.
ALTER TABLE items ADD COLUMN menu_row integer NOT NULL DEFAULT 0
    CONSTRAINT items_menu_row_not_negative CHECK (menu_row >= 0);
ALTER TABLE items ALTER COLUMN menu_row DROP DEFAULT;

UPDATE items SET menu_row = entered.row
FROM (
    SELECT id, row_number() OVER (
        PARTITION BY items.merchant ORDER BY told.seq NULLS FIRST, id COLLATE "C") AS row
    FROM items
    LEFT JOIN (
        SELECT data->>'item' AS item, min(seq) AS seq FROM events
        WHERE kind IN ('item.entered', 'item.added') GROUP BY 1
    ) AS told ON told.item = items.id
) AS entered
WHERE entered.id = items.id;

DROP INDEX items_merchant;
CREATE INDEX items_menu ON items (merchant, menu_row, id COLLATE "C");
