-- The people of the house and their sessions hold no row of a case, but the guards judge by them: whoever could write a role,
-- a team or a session with SQL would be whoever they like. Judged for the house's own logins; the owner and the loader pass.
SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('person.invite','administrator','all');

CREATE FUNCTION law.judge_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  acting record := law.context();
BEGIN
  IF acting.kind = 'operator' OR (acting.kind IS NULL AND session_user NOT IN ('causeway_app', 'causeway_jobs')) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT law.reaches_all('person.invite') THEN
      RAISE EXCEPTION 'only an administrator adds somebody' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.login <> OLD.login OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'a login stays whose it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.display_name <> OLD.display_name AND NOT law.reaches_all('person.edit') THEN
    RAISE EXCEPTION 'only an administrator changes a name' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- By the second administrator who approved exactly this person at exactly this version, in their own transaction.
  IF (NEW.roles <> OLD.roles OR NEW.team_id IS DISTINCT FROM OLD.team_id) AND NOT EXISTS (
    SELECT FROM public.approval_request r WHERE r.kind = 'role-change' AND r.person_id = NEW.id AND r.subject_version = OLD.version
      AND r.decision = 'approved' AND r.decided_by = law.me()) THEN
    RAISE EXCEPTION 'roles and team are changed by two administrators' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.disabled_at IS DISTINCT FROM OLD.disabled_at OR NEW.suspended <> OLD.suspended)
    AND NOT law.reaches_all('person.disable')
    AND NOT (OLD.disabled_at IS NULL AND NEW.suspended AND NEW.id IN (SELECT law.colleagues('person.suspend'))) THEN
    RAISE EXCEPTION 'only who may shuts somebody out or lets them in' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

-- A session begins with signing in: it is the visitor's whose signed context is for the login of exactly this person. Nobody
-- who is somebody already begins one, for whomever.
CREATE FUNCTION law.judge_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF session_user IN ('causeway_app', 'causeway_jobs') AND NOT EXISTS (
    SELECT FROM public.person p, law.context() c WHERE p.id = NEW.person_id AND c.kind = 'visitor'
      AND c.subject = pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(p.login, 'UTF8')), 'hex')) THEN
    RAISE EXCEPTION 'a session begins with signing in' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION law.judge_person(), law.judge_session() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.judge_person(), law.judge_session() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
GRANT SELECT ON invitation TO causeway_law;
CREATE POLICY law_reads ON invitation FOR SELECT TO causeway_law USING (true);
CREATE TRIGGER judge_person BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION law.judge_person();
CREATE TRIGGER judge_session BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION law.judge_session();
RESET ROLE;
