-- The rate watch: how many identities and addresses one person looks at within an hour before somebody else says that it is
-- well. lib/domain/policy/rate-watch.ts decides the same with words; here it holds for whoever has the app's login.
SET ROLE causeway_owner;

-- Limits that the operator sets with `causeway limits`.
CREATE TABLE house_limit (
  name text NOT NULL,
  value integer NOT NULL,
  CONSTRAINT house_limit_pkey PRIMARY KEY (name),
  CONSTRAINT house_limit_known CHECK (name IN ('looks-per-hour')),
  CONSTRAINT house_limit_sensible CHECK (value BETWEEN 1 AND 1000)
);
INSERT INTO house_limit (name, value) VALUES ('looks-per-hour', 20);
GRANT SELECT, UPDATE (value) ON house_limit TO causeway_app;
GRANT SELECT ON house_limit TO causeway_law, causeway_backup;

-- Somebody else said that it is well: counting begins anew.
CREATE TABLE look_release (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  released_by uuid NOT NULL,
  released_at timestamptz(3) NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT look_release_pkey PRIMARY KEY (id),
  CONSTRAINT look_release_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT look_release_by_a_second_person CHECK (released_by <> person_id)
);
CREATE INDEX look_release_person_id_released_at_idx ON look_release (person_id, released_at);
GRANT SELECT, INSERT (id, person_id, released_by) ON look_release TO causeway_app;
GRANT SELECT ON look_release TO causeway_law, causeway_backup;
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('look.release','supervisor','all'), ('look.release','on-call','all');

-- What somebody has looked at within the hour, since they were last released, and how often.
CREATE FUNCTION law.looks_of(looker uuid) RETURNS TABLE (case_id uuid, what text, times bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT v.case_id, v.what, pg_catalog.count(*) FROM public.reveal v WHERE v.person_id = looker AND v.at > greatest(
    statement_timestamp() - interval '60 minutes',
    (SELECT pg_catalog.max(r.released_at) FROM public.look_release r WHERE r.person_id = looker))
  GROUP BY 1, 2
$$;
CREATE FUNCTION law.my_looks() RETURNS TABLE (case_id uuid, what text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.case_id, l.what FROM law.looks_of(law.me()) l
$$;

-- One more look than the limit is refused, but at what was seen already, and but for the own worker of a case in danger.
-- One person's looks come one after the other, whoever races.
CREATE FUNCTION law.check_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('look ' || NEW.person_id::text, 0));
  IF (SELECT pg_catalog.count(*) FROM law.looks_of(NEW.person_id)) > (SELECT l.value FROM public.house_limit l WHERE l.name = 'looks-per-hour')
    AND EXISTS (SELECT FROM law.looks_of(NEW.person_id) l WHERE l.case_id = NEW.case_id AND l.what = NEW.what AND l.times = 1)
    AND NOT EXISTS (SELECT FROM public.incident i JOIN law.carried c ON c.case_id = i.case_id AND c.person_id = NEW.person_id
      WHERE i.case_id = NEW.case_id AND i.severity = 'critical' AND i.closed_at IS NULL) THEN
    RAISE EXCEPTION 'refused by "look_limit"' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION law.looks_of(uuid), law.my_looks(), law.check_look() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.my_looks() TO causeway_app;
GRANT EXECUTE ON FUNCTION law.check_look() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER check_look AFTER INSERT ON reveal FOR EACH ROW EXECUTE FUNCTION law.check_look();

ALTER TABLE house_limit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON house_limit FOR SELECT TO causeway_app USING ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY app_changes ON house_limit FOR UPDATE TO causeway_app USING ((SELECT c.kind = 'operator' FROM law.context() c));
ALTER TABLE look_release ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON look_release FOR SELECT TO causeway_app USING (
  person_id = (SELECT law.me()) OR (SELECT law.reaches_all('look.release')));
CREATE POLICY app_adds ON look_release FOR INSERT TO causeway_app WITH CHECK (
  released_by = (SELECT law.me()) AND (SELECT law.reaches_all('look.release')));
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['house_limit', 'look_release'] LOOP
    EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO causeway_backup USING (true)', kept);
    EXECUTE format('CREATE POLICY law_reads ON %I FOR SELECT TO causeway_law USING (true)', kept);
  END LOOP;
END
$$;

-- It rings about the person who looks.
ALTER TABLE alert
  DROP CONSTRAINT alert_kind_known,
  DROP CONSTRAINT alert_is_of_a_person,
  ADD CONSTRAINT alert_kind_known CHECK (kind IN ('emergency-move', 'critical-incident', 'unjustified-break-glass', 'phone-seized', 'suspended', 'carrier-suspended', 'too-many-looks')),
  ADD CONSTRAINT alert_is_of_a_person CHECK ((kind IN ('phone-seized', 'suspended', 'too-many-looks')) = (about_person_id IS NOT NULL));
DROP INDEX alert_rings_once;
CREATE UNIQUE INDEX alert_rings_once ON alert (person_id, about_person_id, kind) WHERE about_person_id IS NOT NULL AND acknowledged_at IS NULL;
CREATE POLICY app_rings_looks ON alert FOR INSERT TO causeway_app WITH CHECK (
  kind = 'too-many-looks' AND about_person_id = (SELECT law.me()));
RESET ROLE;
