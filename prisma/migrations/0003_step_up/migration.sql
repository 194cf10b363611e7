-- When the holder of a session last proved who they are, and how many wrong passwords the session has heard since.
SET ROLE causeway_owner;

-- Sessions from before have proved nothing that counts.
ALTER TABLE session
  ADD COLUMN proved_at timestamptz(3) NOT NULL DEFAULT 'epoch',
  ADD COLUMN wrong_passwords smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT session_wrong_passwords_counted CHECK (wrong_passwords BETWEEN 0 AND 5);
ALTER TABLE session ALTER COLUMN proved_at SET DEFAULT CURRENT_TIMESTAMP;
GRANT UPDATE (proved_at, wrong_passwords) ON session TO causeway_app;

RESET ROLE;
