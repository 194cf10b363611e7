-- Four eyes as one mechanism: what one person asks and another decides, with a sealed snapshot of what is asked. And the
-- trustee, who only approves.
SET ROLE causeway_owner;

ALTER TABLE person
  DROP CONSTRAINT person_roles_known,
  DROP CONSTRAINT person_roles_apart,
  ADD CONSTRAINT person_roles_known CHECK (roles <@ ARRAY['caseworker','supervisor','director','analyst','auditor','administrator','guest','trustee'] AND cardinality(roles) > 0),
  ADD CONSTRAINT person_roles_apart CHECK (
    NOT (roles && ARRAY['auditor','guest','trustee'] AND cardinality(roles) > 1) AND NOT (roles @> ARRAY['administrator','analyst']));

DROP TRIGGER keep_decision ON approval_request;
DROP TRIGGER check_plan_approver ON approval_request;
DROP INDEX approval_one_pending;
DROP POLICY app_reads ON approval_request;
DROP POLICY app_adds ON approval_request;
DROP POLICY app_changes ON approval_request;
ALTER TABLE approval_request
  DROP CONSTRAINT approval_kind_known,
  ALTER COLUMN case_id DROP NOT NULL,
  ADD COLUMN person_id uuid REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD COLUMN subject_version integer,
  ADD COLUMN snapshot bytea NOT NULL,
  ADD COLUMN outcome text,
  ADD COLUMN consumed_at timestamptz(3),
  ADD CONSTRAINT approval_kind_known CHECK (kind IN ('journey-plan','adverse-closing','move-review','break-glass','role-change')),
  -- About a person of the house, at one version, or about a case.
  ADD CONSTRAINT approval_about_one CHECK (
    (kind = 'role-change') = (person_id IS NOT NULL) AND (person_id IS NULL) = (case_id IS NOT NULL)
    AND (person_id IS NULL) = (subject_version IS NULL)),
  -- What a closing would write is sealed in the snapshot; how the case ends stands beside it, for the history to be held to.
  ADD CONSTRAINT approval_of_an_outcome CHECK ((kind = 'adverse-closing') = (outcome IS NOT NULL)),
  ADD CONSTRAINT approval_outcome_adverse CHECK (outcome IN ('lost-contact','forcibly-returned','deceased')),
  ADD CONSTRAINT approval_expires_in_72_hours CHECK (expires_at > asked_at AND expires_at <= asked_at + interval '72 hours'),
  ADD CONSTRAINT approval_not_about_oneself CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_by IS DISTINCT FROM person_id),
  ADD CONSTRAINT approval_used_when_approved CHECK (
    consumed_at IS NULL OR (decision IS NOT DISTINCT FROM 'approved' AND kind IN ('adverse-closing','break-glass')));
CREATE INDEX approval_request_person_id_idx ON approval_request (person_id);
-- One request of a kind waits at a time: about a case, of each asker where it is for one person's eyes, about a person.
CREATE UNIQUE INDEX approval_one_pending ON approval_request (case_id, kind) WHERE decision IS NULL AND kind IN ('journey-plan','adverse-closing');
CREATE UNIQUE INDEX approval_once_an_asker ON approval_request (case_id, asked_by) WHERE decision IS NULL AND kind = 'break-glass';
CREATE UNIQUE INDEX approval_once_a_move ON approval_request (subject_id) WHERE kind = 'move-review';
CREATE UNIQUE INDEX approval_once_a_person ON approval_request (person_id) WHERE decision IS NULL;
-- What waits for a second person, for the list of what waits.
CREATE INDEX approval_pending ON approval_request (expires_at) WHERE decision IS NULL;
GRANT UPDATE (consumed_at) ON approval_request TO causeway_app;

-- The law reads what was asked, and writes what a decision changes for the tasks of a case that the approver cannot see.
GRANT SELECT ON approval_request, task TO causeway_law;
GRANT INSERT ON task TO causeway_law;
GRANT UPDATE (done_at, done_by, version) ON task TO causeway_law;
CREATE POLICY law_reads ON approval_request FOR SELECT TO causeway_law USING (true);
CREATE POLICY law_reads ON task FOR SELECT TO causeway_law USING (true);
CREATE POLICY law_adds ON task FOR INSERT TO causeway_law WITH CHECK (kind IN ('returned','review'));
CREATE POLICY law_changes ON task FOR UPDATE TO causeway_law USING (kind IN ('approval','requirement','review'));
RESET ROLE;
SET ROLE causeway_law;

UPDATE law.grid SET reach = 'all' WHERE action IN ('approval.decide','approval.list');
INSERT INTO law.grid (action, role, reach)
  SELECT action, role, 'all' FROM unnest(ARRAY['approval.decide','approval.list']) action, unnest(ARRAY['director','administrator','trustee']) role;
INSERT INTO law.grid (action, role, reach) VALUES
  ('case.close-adverse','caseworker','own'),
  ('person.edit','administrator','all');

-- Who decides which kind: the table of lib/domain/policy/four-eyes.ts. A test compares.
CREATE TABLE law.approver (
  kind text NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (kind, role)
);
INSERT INTO law.approver (kind, role)
  SELECT kind, role FROM unnest(ARRAY['journey-plan','adverse-closing','move-review','break-glass']) kind, unnest(ARRAY['supervisor','director','trustee']) role
  UNION ALL SELECT 'role-change', 'administrator';

-- The kinds that the context may decide.
CREATE FUNCTION law.kinds() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = '' AS $$
  SELECT DISTINCT a.kind FROM law.approver a JOIN public.person p ON a.role = ANY (p.roles) WHERE p.id = law.me()
$$;

-- Whether what was asked about is not any more as it was: a newer plan, another version of the person, a case that is closed.
CREATE FUNCTION law.overtaken(request uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE r.kind
    WHEN 'journey-plan' THEN EXISTS (
      SELECT FROM public.journey_plan p JOIN public.journey_plan n ON n.case_id = p.case_id AND n.plan_version > p.plan_version
      WHERE p.id = r.subject_id)
    WHEN 'adverse-closing' THEN EXISTS (SELECT FROM public.case_file c WHERE c.id = r.case_id AND c.stage = 'closed')
    ELSE r.person_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.person p WHERE p.id = r.person_id AND p.version = r.subject_version) END
  FROM public.approval_request r WHERE r.id = request
$$;

-- Judges every write of a request, whoever writes: what was asked is never rewritten, and what was decided never again. A
-- request that comes in decided, from an import, is judged by the time of its decision.
CREATE FUNCTION law.judge_request() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  said CONSTANT text[] := ARRAY['decision','decided_by','decided_at','comment','acknowledged','version','consumed_at'];
  acting record := law.context();
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - said <> to_jsonb(OLD) - said THEN
      RAISE EXCEPTION 'what was asked stays as it was asked' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.decision IS NOT NULL THEN
      IF to_jsonb(NEW) - ARRAY['version','consumed_at'] <> to_jsonb(OLD) - ARRAY['version','consumed_at'] OR OLD.consumed_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was decided stays decided: "approval_decided_once"' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.consumed_at IS NOT NULL AND acting.kind IS NOT NULL AND NEW.asked_by IS DISTINCT FROM law.me() THEN
        RAISE EXCEPTION 'an approval serves whoever asked: "approval_by_an_approver"' USING ERRCODE = 'check_violation';
      END IF;
      IF NEW.consumed_at IS NOT NULL AND NEW.decided_at <= statement_timestamp() - interval '72 hours' THEN
        RAISE EXCEPTION 'the approval is too old to be used: "approval_in_time"' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
  END IF;
  IF NEW.decision IS NULL THEN
    RETURN NEW;
  END IF;
  IF acting.kind IS NOT NULL AND NEW.decided_by IS DISTINCT FROM law.named() THEN
    RAISE EXCEPTION 'a decision is made in one''s own name: "approval_by_an_approver"' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.decision = 'withdrawn' THEN
    IF NEW.kind = 'move-review' THEN
      RAISE EXCEPTION 'a second look is not withdrawn: "approval_by_an_approver"' USING ERRCODE = 'check_violation';
    END IF;
    IF acting.kind IS NOT NULL AND NEW.asked_by IS DISTINCT FROM law.me()
       AND NOT (NEW.person_id IS NOT NULL AND law.reaches_all('person.edit'))
       AND NOT (NEW.kind IN ('journey-plan','adverse-closing','deletion') AND NEW.case_id IN (SELECT law.cases('approval.request'))) THEN
      RAISE EXCEPTION 'a request is withdrawn by the side that asked: "approval_by_an_approver"' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.kind = 'journey-plan' AND EXISTS (
    SELECT FROM public.journey_plan p WHERE p.id = NEW.subject_id AND p.recorded_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'nobody decides a plan that they wrote: "approval_not_of_ones_own_plan"' USING ERRCODE = 'check_violation';
  END IF;
  -- A second look at what was done stays due, whoever did it.
  IF NEW.kind <> 'move-review' AND NEW.expires_at <= (CASE TG_OP WHEN 'INSERT' THEN NEW.decided_at ELSE statement_timestamp() END) THEN
    RAISE EXCEPTION 'the request has expired: "approval_in_time"' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT FROM public.person p WHERE p.id = NEW.decided_by AND p.disabled_at IS NULL) THEN
    RAISE EXCEPTION 'who decides must be active: "approval_by_somebody_active"' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind <> 'move-review' AND NOT EXISTS (SELECT FROM public.person p WHERE p.id = NEW.asked_by AND p.disabled_at IS NULL) THEN
    RAISE EXCEPTION 'whoever asked must be active: "approval_of_an_active_asker"' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (
    SELECT FROM law.approver a JOIN public.person p ON a.role = ANY (p.roles) WHERE p.id = NEW.decided_by AND a.kind = NEW.kind) THEN
    RAISE EXCEPTION 'no role of theirs decides this: "approval_by_an_approver"' USING ERRCODE = 'check_violation';
  END IF;
  IF law.overtaken(NEW.id) THEN
    RAISE EXCEPTION 'what was asked about has changed: "approval_of_what_stands"' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- What a decision changes for the case, whoever decided: the tasks of deciding are over, those that stood for the approval
-- are filled, a returned plan goes to who works on the case now (0007), and who watches the case is told to look again.
CREATE FUNCTION law.follow_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NEW.case_id IS NULL OR OLD.decision IS NOT NULL OR NEW.decision IS NULL THEN
    RETURN NULL;
  END IF;
  UPDATE public.task SET done_at = now(), done_by = NEW.decided_by, version = version + 1
  WHERE case_id = NEW.case_id AND done_at IS NULL AND (
    (kind IN ('approval','review') AND subject_id = NEW.id)
    OR (kind = 'requirement' AND NEW.kind = 'journey-plan' AND NEW.decision = 'approved'
      AND requirement IN ('second-person-approval','warnings-acknowledged')));
  IF NEW.decision = 'returned' AND NEW.kind = 'journey-plan' THEN
    INSERT INTO public.task (id, case_id, assignee_id, kind, subject_id, due_at, recorded_by)
    VALUES (pg_catalog.gen_random_uuid(), NEW.case_id, coalesce(law.worker_of(NEW.case_id), NEW.asked_by),
      'returned', NEW.id, now() + interval '24 hours', NEW.decided_by);
  END IF;
  -- A move that was not right is put right by somebody who reaches the case.
  IF NEW.decision = 'returned' AND NEW.kind = 'move-review' THEN
    INSERT INTO public.task (id, case_id, assignee_id, kind, subject_id, due_at, recorded_by)
    SELECT pg_catalog.gen_random_uuid(), NEW.case_id, p.id, 'review', NEW.id, now() + interval '24 hours', NEW.decided_by
    FROM public.person p JOIN public.case_file c ON c.team_id = p.team_id
    WHERE c.id = NEW.case_id AND p.disabled_at IS NULL AND 'supervisor' = ANY (p.roles) AND p.id <> NEW.asked_by;
  END IF;
  IF NEW.decision IN ('approved','returned') THEN
    PERFORM pg_catalog.pg_notify('causeway_changed', pg_catalog.json_build_object('team', c.team_id, 'workers', coalesce(
      (SELECT pg_catalog.json_agg(a.person_id) FROM law.carried a WHERE a.case_id = c.id), '[]'::json))::text)
    FROM public.case_file c WHERE c.id = NEW.case_id;
  END IF;
  RETURN NULL;
END
$$;

-- Whether a second person approved that somebody opens a case by break-glass beside another one: asked by them, not used yet,
-- decided within 72 hours.
-- Whether somebody may work, and decides such requests: now, and not only when they decided.
CREATE FUNCTION law.is_approver(who uuid, deciding text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.person p JOIN law.approver a ON a.role = ANY (p.roles)
    WHERE p.id = who AND p.disabled_at IS NULL AND a.kind = deciding)
$$;

CREATE FUNCTION law.may_open_beside(person uuid, beside uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.approval_request r
    WHERE r.kind = 'break-glass' AND r.case_id = beside AND r.asked_by = person AND r.decision = 'approved'
      AND r.consumed_at IS NULL AND r.decided_at > statement_timestamp() - interval '72 hours'
      AND law.is_approver(r.decided_by, r.kind))
$$;

-- Whether a row that is seen was written by the transaction that asks, in a savepoint of it or not: nobody else sees what is
-- still in progress. A row is marked with the lower half of the number of who wrote it.
CREATE FUNCTION law.written_here(mark xid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  here CONSTANT bigint := pg_catalog.pg_current_xact_id()::text::bigint;
  writer CONSTANT bigint := (here & ~4294967295) | mark::text::bigint;
BEGIN
  IF writer < here THEN
    RETURN false;
  END IF;
  RETURN pg_catalog.pg_xact_status(writer::text::xid8) = 'in progress';
END
$$;

-- A case ends adversely by two people, whoever writes: by an approval of exactly this end, asked by who records it, decided by
-- another and used up in the very transaction. Or it ended so already, and the transaction says again when: the spell in whose
-- place this one comes is superseded by it, and was as open or as over as this one is. The rest of what was asked, and that the
-- reason is the one that was approved, is in the sealed snapshot and the service's to compare.
CREATE FUNCTION law.judge_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM public.approval_request r
    WHERE r.case_id = NEW.case_id AND r.kind = 'adverse-closing' AND r.outcome = NEW.outcome AND r.subject_id = NEW.incident_id
      AND r.asked_by = NEW.recorded_by AND r.decision = 'approved' AND r.decided_by <> r.asked_by
      AND law.is_approver(r.decided_by, r.kind)
      -- What was used is never written again: written here, it was used here.
      AND r.consumed_at IS NOT NULL AND law.written_here(r.xmin)
      AND r.decided_at < r.expires_at AND r.consumed_at < r.decided_at + interval '72 hours')
  AND NOT EXISTS (
    SELECT FROM public.stage_spell s
    WHERE s.case_id = NEW.case_id AND s.sequence = NEW.sequence AND s.outcome = NEW.outcome AND s.incident_id = NEW.incident_id
      -- Older than this one: what came in with it, or is itself, vouches for nothing.
      AND s.recorded_at < NEW.recorded_at
      AND s.superseded_at IS NOT NULL AND law.written_here(s.xmin) AND (s.until IS NULL) = (NEW.until IS NULL)) THEN
    RAISE EXCEPTION 'an adverse end has its approval: "spell_adverse_by_two"' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION law.is_approver(uuid, text), law.kinds(), law.overtaken(uuid), law.may_open_beside(uuid, uuid), law.judge_request(), law.judge_end(),
  law.written_here(xid), law.follow_up() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.is_approver(uuid, text), law.kinds(), law.overtaken(uuid) TO causeway_app, causeway_owner;
GRANT EXECUTE ON FUNCTION law.judge_request(), law.judge_end(), law.follow_up() TO causeway_owner;
DROP FUNCTION public.check_plan_approver();
RESET ROLE;
SET ROLE causeway_owner;

CREATE TRIGGER judge_request BEFORE INSERT OR UPDATE ON approval_request FOR EACH ROW EXECUTE FUNCTION law.judge_request();
-- At commit, so that history and its approvals may come in any order.
CREATE CONSTRAINT TRIGGER judge_end AFTER INSERT ON stage_spell DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.outcome IN ('lost-contact','forcibly-returned','deceased')) EXECUTE FUNCTION law.judge_end();
CREATE TRIGGER follow_up AFTER UPDATE OF decision ON approval_request FOR EACH ROW EXECUTE FUNCTION law.follow_up();

-- A request is seen by whoever reads its case, whoever asked and whoever decided it; and, of any team, by those who may
-- decide it, while it waits and for 72 hours more: who comes second is told that it was decided. They see no row of the case.
CREATE POLICY app_reads ON approval_request FOR SELECT TO causeway_app USING (
  asked_by = (SELECT law.me()) OR decided_by = (SELECT law.me())
  OR (kind IN (SELECT law.kinds()) AND (decision IS NULL AND kind = 'move-review' OR coalesce(decided_at, expires_at) > statement_timestamp() - interval '72 hours'))
  OR case_id IN (SELECT law.cases('case.read')));
CREATE POLICY app_adds ON approval_request FOR INSERT TO causeway_app WITH CHECK (
  asked_by = (SELECT law.me()) AND decision IS NULL AND CASE kind
    WHEN 'role-change' THEN (SELECT law.reaches_all('person.edit'))
    WHEN 'break-glass' THEN case_id IN (SELECT law.cases('case.break-glass'))
    WHEN 'move-review' THEN case_id IN (SELECT law.cases('case.move-emergency','case.move-override'))
    ELSE case_id IN (SELECT law.cases('approval.request')) END);
CREATE POLICY app_changes ON approval_request FOR UPDATE TO causeway_app USING (
  asked_by = (SELECT law.me()) OR kind IN (SELECT law.kinds()) OR case_id IN (SELECT law.cases('approval.request')));
-- The route is read by whoever works on the case; its approver reads the snapshot.
ALTER POLICY app_reads ON journey_plan USING (case_id IN (SELECT law.cases('case.read')));


-- The second look at a move was a table of its own.
DROP TABLE move_review;
DROP FUNCTION keep_decision();

RESET ROLE;
