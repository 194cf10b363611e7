-- Documents: that there is one stands where the team reads; what it is called and what opens it stand apart, as all that gets
-- somebody caught. The sealed files stand outside of the database.
SET ROLE causeway_owner;

CREATE TABLE document (
  id uuid CONSTRAINT document_pkey PRIMARY KEY,
  case_id uuid NOT NULL CONSTRAINT document_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  kind text NOT NULL CONSTRAINT document_kind_known CHECK (kind IN (
    'identity-paper', 'photo', 'work', 'immigration', 'medical', 'legal', 'statement', 'consent', 'other')),
  media_type text NOT NULL CONSTRAINT document_media_type_known CHECK (media_type IN (
    'image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  -- A power of two from one chunk of 64 KiB to what takes 20 MiB.
  size_bucket integer NOT NULL CONSTRAINT document_size_bucket_known CHECK (
    size_bucket BETWEEN 65536 AND 33554432 AND (size_bucket & (size_bucket - 1)) = 0),
  recorded_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  recorded_by uuid NOT NULL,
  removed_at timestamptz(3),
  removed_by uuid,
  removal_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT document_id_case_id_key UNIQUE (id, case_id),
  CONSTRAINT document_removed_whole CHECK (
    (removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (removal_reason IS NULL))
);
CREATE INDEX document_case_id_idx ON document (case_id);
CREATE TRIGGER keep_over BEFORE UPDATE OF removed_at ON document FOR EACH ROW EXECUTE FUNCTION keep_over('removed_at');

-- Whoever deletes a document deletes its key: what stands in the storage opens to nobody from then on.
CREATE TABLE document_content (
  document_id uuid CONSTRAINT document_content_pkey PRIMARY KEY,
  case_id uuid NOT NULL CONSTRAINT document_content_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  name text NOT NULL,
  note text,
  content_key text NOT NULL,
  stored_as uuid NOT NULL CONSTRAINT document_content_stored_as_key UNIQUE,
  CONSTRAINT document_content_document_id_case_id_key UNIQUE (document_id, case_id),
  CONSTRAINT content_of_its_document FOREIGN KEY (document_id, case_id) REFERENCES document (id, case_id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX document_content_case_id_idx ON document_content (case_id);

CREATE TABLE download (
  id uuid CONSTRAINT download_pkey PRIMARY KEY,
  handle_hash bytea NOT NULL CONSTRAINT download_handle_hash_key UNIQUE CHECK (length(handle_hash) = 32),
  document_id uuid NOT NULL CONSTRAINT download_document_id_fkey REFERENCES document_content (document_id) ON DELETE CASCADE ON UPDATE CASCADE,
  person_id uuid NOT NULL,
  session_id uuid NOT NULL,
  expires_at timestamptz(3) NOT NULL DEFAULT statement_timestamp() + interval '60 seconds'
);
CREATE INDEX download_document_id_idx ON download (document_id);

-- Stored files that no document points to: since when, and whether this database let go of them itself. Any other may be of a
-- newer database, of which this one is an older backup. A name without a note is one that was never looked at.
CREATE TABLE stored_orphan (
  stored_as uuid CONSTRAINT stored_orphan_pkey PRIMARY KEY,
  since timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  let_go boolean NOT NULL DEFAULT false
);

-- As in 0014.
DO $$
DECLARE sealed record;
BEGIN
  FOR sealed IN
    SELECT listed.named, trim(kept) AS kept FROM (VALUES
      ('document',         'removal_reason'),
      ('document_content', 'name, note, content_key')
    ) AS listed (named, columns), unnest(string_to_array(listed.columns, ',')) AS kept
  LOOP
    EXECUTE format('ALTER TABLE %1$I ADD CONSTRAINT %3$I CHECK (
      length(%2$I) >= 126 AND %2$I LIKE ''s1.%%'' AND substr(%2$I, 4) !~ ''[^A-Za-z0-9_-]'')',
      sealed.named, sealed.kept, sealed.named || '_' || sealed.kept || '_sealed');
  END LOOP;
END
$$;

ALTER TABLE reveal
  DROP CONSTRAINT reveal_what_known,
  ADD CONSTRAINT reveal_what_known CHECK (what IN ('identity', 'number', 'route', 'address', 'document'));

GRANT SELECT, INSERT, UPDATE (removed_at, removed_by, removal_reason, version) ON document TO causeway_app;
GRANT SELECT, INSERT, DELETE ON document_content TO causeway_app;
-- Everything but the hash; the law tells whoever holds the handle, as with sessions and links (0012).
GRANT SELECT (id, document_id, person_id, session_id, expires_at), INSERT (id, handle_hash, document_id, person_id, session_id), DELETE
  ON download TO causeway_app;
GRANT SELECT, DELETE ON download TO causeway_jobs;
GRANT SELECT, INSERT, DELETE ON stored_orphan TO causeway_jobs;
GRANT INSERT ON stored_orphan TO causeway_law;
GRANT SELECT ON document, document_content, download TO causeway_law, causeway_backup;
GRANT SELECT ON stored_orphan TO causeway_backup;
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('document.add','caseworker','own'), ('document.add','supervisor','team'),
  ('document.read','caseworker','own'), ('document.read','supervisor','opened'), ('document.read','on-call','opened'),
  ('document.remove','caseworker','own');

CREATE FUNCTION law.download_of(handle bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id FROM public.download d WHERE d.handle_hash = handle
$$;

-- Which of some stored files a document points to. It says so to the house that sweeps, and to nobody else.
CREATE FUNCTION law.pointed_to(names uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.stored_as FROM public.document_content c WHERE c.stored_as = ANY (names) AND law.purpose() = 'retention'
$$;

-- Whoever deletes a content, by whatever way, lets go of its file in the same transaction.
CREATE FUNCTION law.let_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.stored_orphan (stored_as, let_go) VALUES (OLD.stored_as, true) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

-- At the end of each transaction a document has its content, and one that was removed has none.
CREATE FUNCTION law.check_document() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  about uuid := pg_catalog.to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0];
BEGIN
  IF EXISTS (SELECT FROM public.document d LEFT JOIN public.document_content c ON c.document_id = d.id
    WHERE d.id = about AND (c.document_id IS NULL) <> (d.removed_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'a document has its content until it is removed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION law.download_of(bytea), law.pointed_to(uuid[]), law.let_go(), law.check_document() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.download_of(bytea) TO causeway_app;
GRANT EXECUTE ON FUNCTION law.pointed_to(uuid[]) TO causeway_jobs;
GRANT EXECUTE ON FUNCTION law.let_go(), law.check_document() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE CONSTRAINT TRIGGER check_document AFTER INSERT OR UPDATE ON document DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION law.check_document('id');
CREATE CONSTRAINT TRIGGER check_content AFTER INSERT OR DELETE ON document_content DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION law.check_document('document_id');
CREATE TRIGGER let_go AFTER DELETE ON document_content FOR EACH ROW EXECUTE FUNCTION law.let_go();

-- Guards.
ALTER TABLE document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON document FOR SELECT TO causeway_app USING (case_id IN (SELECT law.cases('case.read')));
CREATE POLICY app_adds ON document FOR INSERT TO causeway_app WITH CHECK (
  recorded_by = (SELECT law.me()) AND case_id IN (SELECT law.cases('document.add')));
CREATE POLICY app_changes ON document FOR UPDATE TO causeway_app USING (case_id IN (SELECT law.cases('document.remove')))
  WITH CHECK (removed_by = (SELECT law.me()));

ALTER TABLE document_content ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON document_content FOR SELECT TO causeway_app USING (case_id IN (SELECT law.cases('document.read')));
CREATE POLICY app_adds ON document_content FOR INSERT TO causeway_app WITH CHECK (case_id IN (SELECT law.cases('document.add')));
CREATE POLICY app_removes ON document_content FOR DELETE TO causeway_app USING (case_id IN (SELECT law.cases('document.remove')));

-- Given only for what one may read at this moment, and used only by whom it was given to.
ALTER TABLE download ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON download FOR SELECT TO causeway_app USING (person_id = (SELECT law.me()));
CREATE POLICY app_adds ON download FOR INSERT TO causeway_app WITH CHECK (
  person_id = (SELECT law.me()) AND EXISTS (SELECT FROM document_content c WHERE c.document_id = download.document_id));
CREATE POLICY app_uses ON download FOR DELETE TO causeway_app USING (person_id = (SELECT law.me()));
CREATE POLICY jobs_see ON download FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY jobs_sweep ON download FOR DELETE TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');

-- The house notes what it sees without a document; only the law says that somebody let go of it.
ALTER TABLE stored_orphan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY jobs_see ON stored_orphan FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY jobs_note ON stored_orphan FOR INSERT TO causeway_jobs WITH CHECK ((SELECT law.purpose()) = 'retention' AND NOT let_go);
CREATE POLICY jobs_sweep ON stored_orphan FOR DELETE TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY law_lets_go ON stored_orphan FOR INSERT TO causeway_law WITH CHECK (let_go);
CREATE POLICY backup_reads ON stored_orphan FOR SELECT TO causeway_backup USING (true);

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['document', 'document_content', 'download'] LOOP
    EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO causeway_backup USING (true)', kept);
    EXECUTE format('CREATE POLICY law_reads ON %I FOR SELECT TO causeway_law USING (true)', kept);
  END LOOP;
END
$$;
RESET ROLE;
