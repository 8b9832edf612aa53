-- Sessions of those whose organisation's provider said who they are.
ALTER TABLE sessions DROP CONSTRAINT sessions_way_check;
ALTER TABLE sessions ADD CONSTRAINT sessions_way_check CHECK (
    way IN ('password', 'demo', 'code', 'recovery', 'passkey', 'message', 'provider'));
