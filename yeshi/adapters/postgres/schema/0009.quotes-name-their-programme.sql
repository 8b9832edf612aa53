-- A quote is rounded up for the programme that it names, or for none.
ALTER TABLE quotes DROP COLUMN round_up;
