-- A replica has what is logged alone, and is asked who works for the city too.
ALTER TABLE processes SET LOGGED;
