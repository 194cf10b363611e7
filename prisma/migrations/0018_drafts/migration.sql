-- What somebody was typing about a case takes that case's key, and goes with it; anything else the writer's own.
SET ROLE causeway_owner;

-- Nothing is lost that would not be gone tomorrow.
TRUNCATE draft;
ALTER TABLE draft
  -- Made of person, form and subject: what is sealed for one draft opens in no other.
  ADD COLUMN id uuid NOT NULL,
  ADD COLUMN case_id uuid,
  ADD CONSTRAINT draft_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ALTER COLUMN sealed TYPE text USING '',
  ADD CONSTRAINT draft_sealed_sealed CHECK (
    length(sealed) >= 126 AND sealed LIKE 's1.%' AND substr(sealed, 4) !~ '[^A-Za-z0-9_-]');
CREATE UNIQUE INDEX draft_id_key ON draft (id);
CREATE INDEX draft_case_id_idx ON draft (case_id);
GRANT UPDATE (case_id) ON draft TO causeway_app;
RESET ROLE;
