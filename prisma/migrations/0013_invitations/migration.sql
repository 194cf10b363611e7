-- Somebody new, and a new one-time link for somebody who has a password, take two administrators: one asks, another approves,
-- and whoever asked makes the link. The operator's own commands pass: they are recorded as such.
SET ROLE causeway_owner;

ALTER TABLE approval_request
  -- What somebody shall hold, beside the sealed snapshot: so that the guards can compare what is done with what was agreed.
  ADD COLUMN asked_roles text[],
  ADD COLUMN asked_team_id uuid,
  DROP CONSTRAINT approval_kind_known,
  DROP CONSTRAINT approval_about_one,
  DROP CONSTRAINT approval_used_when_approved,
  ADD CONSTRAINT approval_kind_known CHECK (
    kind IN ('journey-plan','adverse-closing','move-review','break-glass','role-change','invitation','new-link')),
  -- About a case; or about a person of the house, at one version; or about somebody who is not there yet.
  ADD CONSTRAINT approval_about_one CHECK (
    (kind IN ('role-change','new-link')) = (person_id IS NOT NULL)
    AND (kind IN ('role-change','new-link','invitation')) = (case_id IS NULL)
    AND (person_id IS NULL) = (subject_version IS NULL)),
  ADD CONSTRAINT approval_says_what_to_hold CHECK (
    (kind IN ('role-change','invitation')) = (coalesce(cardinality(asked_roles), 0) > 0)
    AND (asked_team_id IS NULL OR kind IN ('role-change','invitation'))),
  ADD CONSTRAINT approval_used_when_approved CHECK (
    consumed_at IS NULL OR (decision IS NOT DISTINCT FROM 'approved' AND kind IN ('adverse-closing','break-glass','new-link')));
DROP INDEX approval_once_a_person;
CREATE UNIQUE INDEX approval_once_a_person ON approval_request (person_id, kind) WHERE decision IS NULL;
CREATE UNIQUE INDEX approval_once_a_newcomer ON approval_request (subject_id) WHERE kind = 'invitation';

ALTER POLICY app_adds ON approval_request WITH CHECK (
  asked_by = (SELECT law.me()) AND decision IS NULL AND CASE kind
    WHEN 'role-change' THEN (SELECT law.reaches_all('person.edit'))
    WHEN 'invitation' THEN (SELECT law.reaches_all('person.invite'))
    WHEN 'new-link' THEN (SELECT law.reaches_all('person.invite'))
    WHEN 'break-glass' THEN case_id IN (SELECT law.cases('case.break-glass'))
    WHEN 'move-review' THEN case_id IN (SELECT law.cases('case.move-emergency','case.move-override'))
    ELSE case_id IN (SELECT law.cases('approval.request')) END);
-- A link uses the approval of it up.
GRANT UPDATE (consumed_at, version) ON approval_request TO causeway_law;
CREATE POLICY law_uses ON approval_request FOR UPDATE TO causeway_law USING (kind = 'new-link');
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES ('person.link','administrator','all');
INSERT INTO law.approver (kind, role) VALUES ('invitation','administrator'), ('new-link','administrator');

-- False for the operator, the owner and the loader, whom none of these guards is about.
CREATE FUNCTION law.is_judged() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.kind IS DISTINCT FROM 'operator' AND (c.kind IS NOT NULL OR session_user IN ('causeway_app', 'causeway_jobs')) FROM law.context() c
$$;

-- Roles and team come exactly as two administrators agreed, by the hand of the one who approved: to somebody who is there, at
-- the version that was asked about; to somebody new once, because an id is taken once.
CREATE FUNCTION law.judge_agreed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT law.is_judged() THEN
    RETURN NEW;
  END IF;
  -- What was agreed about an older version is agreed about no later one.
  IF TG_OP = 'UPDATE' AND NEW.version < OLD.version THEN
    RAISE EXCEPTION 'a person is never set back to an older version' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.roles = OLD.roles AND NEW.team_id IS NOT DISTINCT FROM OLD.team_id THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT FROM public.approval_request r WHERE r.decision = 'approved' AND r.decided_by = law.me()
      AND CASE TG_OP WHEN 'INSERT' THEN r.kind = 'invitation' AND r.subject_id = NEW.id
        ELSE r.kind = 'role-change' AND r.person_id = NEW.id AND r.subject_version = OLD.version END
      AND r.asked_roles @> NEW.roles AND r.asked_roles <@ NEW.roles AND r.asked_team_id IS NOT DISTINCT FROM NEW.team_id) THEN
    RAISE EXCEPTION 'roles and team come as two administrators agreed: "person_as_agreed"' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

-- The approval by which the context may make a link for somebody now: lib/domain/policy/links.ts says the same.
CREATE FUNCTION law.link_approval(person uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id FROM public.person p
    JOIN public.approval_request r ON (r.kind = 'invitation' AND r.subject_id = p.id) OR (r.kind = 'new-link' AND r.person_id = p.id)
  WHERE p.id = link_approval.person AND p.disabled_at IS NULL AND law.is_approver(r.decided_by, r.kind)
    AND r.asked_by = law.me() AND r.decision = 'approved' AND r.decided_at > statement_timestamp() - interval '72 hours'
    AND CASE r.kind WHEN 'invitation' THEN NOT EXISTS (SELECT FROM public.credential k WHERE k.person_id = p.id) ELSE r.subject_version = p.version AND r.consumed_at IS NULL END
  ORDER BY r.kind LIMIT 1
$$;

-- Judges every link: an administrator's, by an approval that is theirs, for a day, one open at a time, never prolonged.
CREATE FUNCTION law.judge_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  approval uuid;
BEGIN
  IF NOT law.is_judged() THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.expires_at > OLD.expires_at THEN
      RAISE EXCEPTION 'a one-time link is never prolonged' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT law.reaches_all('person.link') THEN
    RAISE EXCEPTION 'only an administrator makes a one-time link' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.expires_at > statement_timestamp() + interval '24 hours' THEN
    RAISE EXCEPTION 'a one-time link works for a day' USING ERRCODE = 'check_violation';
  END IF;
  -- Two who make one at once do it one after the other.
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('invitation'), pg_catalog.hashtext(NEW.person_id::text));
  IF EXISTS (SELECT FROM public.invitation i
    WHERE i.person_id = NEW.person_id AND i.used_at IS NULL AND i.expires_at > statement_timestamp()) THEN
    RAISE EXCEPTION 'one open link at a time: "link_one_open"' USING ERRCODE = 'unique_violation';
  END IF;
  approval := law.link_approval(NEW.person_id);
  IF approval IS NULL THEN
    RAISE EXCEPTION 'a link takes two administrators: "link_by_two_administrators"' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.approval_request SET consumed_at = statement_timestamp(), version = version + 1 WHERE id = approval AND kind = 'new-link';
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION law.is_judged(), law.judge_agreed(), law.link_approval(uuid), law.judge_link() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.judge_agreed(), law.judge_link() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER judge_person_agreed BEFORE INSERT OR UPDATE ON person FOR EACH ROW EXECUTE FUNCTION law.judge_agreed();
CREATE TRIGGER judge_link BEFORE INSERT OR UPDATE ON invitation FOR EACH ROW EXECUTE FUNCTION law.judge_link();
RESET ROLE;
