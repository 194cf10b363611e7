-- Who has a case, for how long, and who gave it to them: kept as history. Nobody takes an end back or dates it back, and
-- what goes through the door leaves no case without somebody who carries it.

SET ROLE causeway_owner;
ALTER TABLE assignment
  ADD COLUMN kind text NOT NULL DEFAULT 'carry',
  -- Who gave the case, and who set its present end; null for what was loaded with a caseload.
  ADD COLUMN given_by uuid DEFAULT law.me(),
  ADD COLUMN recorded_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN ended_by uuid,
  ADD CONSTRAINT assignment_kind_known CHECK (kind IN ('carry', 'cover')),
  ADD CONSTRAINT assignment_cover_ends CHECK (kind = 'carry' OR (until_at IS NOT NULL AND until_at <= from_at + interval '32 days'));

CREATE FUNCTION keep_assignment() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.until_at IS NOT DISTINCT FROM OLD.until_at THEN
    RETURN NEW;
  END IF;
  IF NEW.until_at IS NULL OR NEW.until_at > OLD.until_at OR NEW.until_at < date_trunc('milliseconds', now()) THEN
    RAISE EXCEPTION 'an assignment ends earlier than it would have, and not before now' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.ended_by := law.me();
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_assignment BEFORE UPDATE OF until_at ON assignment FOR EACH ROW EXECUTE FUNCTION keep_assignment();

-- Nobody writes a past through the door: when it was recorded and who ended it says the database, and it begins now or later.
-- What is loaded past the door keeps its own times.
CREATE FUNCTION begin_assignment() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (SELECT c.kind IS NULL FROM law.context() c) THEN
    RETURN NEW;
  END IF;
  IF NEW.from_at < date_trunc('milliseconds', now()) THEN
    RAISE EXCEPTION 'an assignment begins now or later' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.recorded_at := now();
  NEW.ended_by := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER begin_assignment BEFORE INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION begin_assignment();
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('case.hand-over','caseworker','own'), ('case.hand-over','supervisor','team');

-- Whether somebody carries a case with no end in sight.
CREATE FUNCTION law.is_carried(given uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.assignment a WHERE a.case_id = given AND a.kind = 'carry' AND a.until_at IS NULL)
$$;

-- Whether somebody may be given a case: a caseworker of its team who is neither disabled nor suspended.
CREATE FUNCTION law.may_receive(given uuid, worker uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.person p JOIN public.case_file c ON c.team_id = p.team_id
    WHERE p.id = worker AND c.id = given AND p.disabled_at IS NULL AND 'caseworker' = ANY (p.roles))
$$;

-- The cases that the context gives on: those of a supervisor's team, and its own. Not what somebody only overlaps or covers.
CREATE FUNCTION law.arranged() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = '' AS $$
  SELECT law.cases('case.assign')
  UNION SELECT a.case_id FROM public.assignment a
    WHERE a.person_id = law.me() AND a.kind = 'carry' AND a.until_at IS NULL AND a.from_at <= statement_timestamp()
      AND a.case_id IN (SELECT law.cases('case.hand-over'))
$$;

-- Who works on a case and goes on doing so: whose own it is before those who overlap or cover, and nobody who is shut out.
CREATE FUNCTION law.worker_of(given uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.person_id FROM public.assignment a JOIN public.person p ON p.id = a.person_id
  WHERE a.case_id = given AND p.disabled_at IS NULL
    AND a.from_at <= statement_timestamp() AND (a.until_at IS NULL OR a.until_at > statement_timestamp())
  ORDER BY (a.kind = 'carry' AND a.until_at IS NULL) DESC, a.from_at, a.person_id LIMIT 1
$$;
REVOKE ALL ON FUNCTION law.is_carried(uuid), law.may_receive(uuid, uuid), law.arranged(), law.worker_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.is_carried(uuid), law.may_receive(uuid, uuid), law.arranged() TO causeway_app, causeway_jobs, causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
-- Judged at commit, when a hand-over is whole. Of what is loaded past the door nothing is asked.
CREATE FUNCTION keep_carried() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (SELECT c.kind IS NOT NULL FROM law.context() c) AND NOT law.is_carried(NEW.case_id) THEN
    RAISE EXCEPTION 'a case is never without somebody who carries it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER keep_carried AFTER INSERT OR UPDATE ON assignment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_carried();

DROP POLICY app_adds ON assignment;
CREATE POLICY app_adds ON assignment FOR INSERT TO causeway_app WITH CHECK (
  given_by = (SELECT law.me()) AND (
    (case_id IN (SELECT law.arranged()) AND law.may_receive(case_id, person_id))
    OR law.may_open_for(case_id, person_id)));
DROP POLICY app_changes ON assignment;
CREATE POLICY app_changes ON assignment FOR UPDATE TO causeway_app USING (
  case_id IN (SELECT law.arranged()) OR (person_id = (SELECT law.me()) AND case_id IN (SELECT law.cases('case.hand-over'))));
RESET ROLE;

-- A phone was seized: any colleague of the team ends another's sessions, and it rings. Such an alert is about a person.
SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('session.end-others','caseworker','team'), ('session.end-others','supervisor','team'),
  ('session.end-others','director','all'), ('session.end-others','administrator','all');

-- The people whom the context reaches for any of the actions: those of its team, or everybody.
CREATE FUNCTION law.colleagues(VARIADIC actions text[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
DECLARE
  stands record := law.standing(actions);
BEGIN
  RETURN QUERY SELECT p.id FROM public.person p
    WHERE 'all' = ANY (stands.mine) OR ('team' = ANY (stands.mine) AND p.team_id = stands.team);
END
$$;
REVOKE ALL ON FUNCTION law.colleagues(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.colleagues(text[]) TO causeway_app, causeway_jobs, causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
ALTER TABLE alert
  ALTER COLUMN case_id DROP NOT NULL,
  ADD COLUMN about_person_id uuid REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  DROP CONSTRAINT alert_kind_known,
  ADD CONSTRAINT alert_kind_known CHECK (kind IN ('emergency-move', 'critical-incident', 'unjustified-break-glass', 'phone-seized', 'suspended', 'carrier-suspended')),
  ADD CONSTRAINT alert_about_one CHECK (num_nonnulls(case_id, about_person_id) = 1),
  ADD CONSTRAINT alert_is_of_a_person CHECK ((kind IN ('phone-seized', 'suspended')) = (about_person_id IS NOT NULL));
CREATE INDEX alert_about_person_id_idx ON alert (about_person_id);
-- However often it is raised, it rings once for each of them until they say that they have seen it.
CREATE UNIQUE INDEX alert_rings_once ON alert (person_id, about_person_id, kind)
  WHERE kind IN ('phone-seized', 'suspended') AND acknowledged_at IS NULL;
CREATE POLICY app_adds_about_people ON alert FOR INSERT TO causeway_app WITH CHECK (
  kind = 'phone-seized' AND raised_by = (SELECT law.me()) AND about_person_id IN (SELECT law.colleagues('session.end-others')));
RESET ROLE;

-- A supervisor suspends a caseworker of the team; an administrator lifts it, or disables. Somebody suspended is shut out
-- like somebody disabled: `disabled_at` is the one truth that every guard, sign-in and list asks, this says by what.
SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('person.disable','administrator','all'), ('person.suspend','supervisor','team');
RESET ROLE;

SET ROLE causeway_owner;
ALTER TABLE person
  ADD COLUMN suspended boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT person_suspended_is_shut_out CHECK (NOT suspended OR disabled_at IS NOT NULL);
GRANT UPDATE (suspended) ON person TO causeway_app;

CREATE TABLE suspension (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason text NOT NULL,
  suspended_by uuid DEFAULT law.me(),
  suspended_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT suspension_pkey PRIMARY KEY (id),
  CONSTRAINT suspension_has_a_reason CHECK (length(btrim(reason)) >= 3),
  CONSTRAINT suspension_of_another CHECK (suspended_by <> person_id),
  CONSTRAINT suspension_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX suspension_person_id_idx ON suspension (person_id);
GRANT SELECT, INSERT ON suspension TO causeway_app;
GRANT SELECT ON suspension TO causeway_backup;
ALTER TABLE suspension ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Why somebody was suspended is for whoever may lift it, and for those who may do it.
CREATE POLICY app_reads ON suspension FOR SELECT TO causeway_app USING (
  person_id IN (SELECT law.colleagues('person.suspend', 'person.disable')));
CREATE POLICY app_adds ON suspension FOR INSERT TO causeway_app WITH CHECK (
  suspended_by = (SELECT law.me()) AND person_id IN (SELECT law.colleagues('person.suspend')));
CREATE POLICY backup_reads ON suspension FOR SELECT TO causeway_backup USING (true);
RESET ROLE;

-- Nobody is suspended in silence, whoever writes it: it rings for the directors and the administrators; and for who leads
-- another team whose case the suspended carries, else for the directors, about each such case.
SET ROLE causeway_owner;
GRANT INSERT ON alert TO causeway_law;
CREATE POLICY law_adds ON alert FOR INSERT TO causeway_law WITH CHECK (kind IN ('suspended', 'carrier-suspended'));
RESET ROLE;
SET ROLE causeway_law;

-- The cases of other teams that somebody carries.
CREATE FUNCTION law.carried_elsewhere(worker uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = '' AS $$
  SELECT DISTINCT c.id FROM public.assignment a JOIN public.case_file c ON c.id = a.case_id JOIN public.person p ON p.id = a.person_id
  WHERE a.person_id = worker AND a.kind = 'carry' AND a.until_at IS NULL AND c.team_id IS DISTINCT FROM p.team_id
$$;

-- How many they are: for whoever may suspend them, and no more of them than that.
CREATE FUNCTION law.count_carried_elsewhere(worker uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT pg_catalog.count(*)::integer FROM law.carried_elsewhere(worker)
  WHERE worker IN (SELECT law.colleagues('person.suspend'))
$$;

CREATE FUNCTION law.tell_of_suspension() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  others CONSTANT uuid[] := ARRAY (SELECT p.id FROM public.person p
    WHERE p.disabled_at IS NULL AND p.id <> NEW.person_id AND p.id IS DISTINCT FROM NEW.suspended_by);
  directors CONSTANT uuid[] := ARRAY (SELECT p.id FROM public.person p WHERE p.id = ANY (others) AND 'director' = ANY (p.roles));
BEGIN
  IF NEW.suspended_by IS NULL THEN
    RETURN NULL;
  END IF;
  -- The top of the ladder (0010): unanswered it climbs to nobody, the team's rota least of all.
  INSERT INTO public.alert (id, raising_id, step, about_person_id, kind, person_id, raised_by)
  SELECT pg_catalog.gen_random_uuid(), NEW.id, 'directors', NEW.person_id, 'suspended', p.id, NEW.suspended_by
  FROM public.person p WHERE p.id = ANY (others) AND p.roles && '{director,administrator}'
  ON CONFLICT DO NOTHING;
  INSERT INTO public.alert (id, raising_id, case_id, kind, person_id, raised_by)
  SELECT pg_catalog.gen_random_uuid(), pg_catalog.md5(NEW.id::text || c.id::text)::uuid, c.id, 'carrier-suspended', leads, NEW.suspended_by
  FROM law.carried_elsewhere(NEW.person_id) carried JOIN public.case_file c ON c.id = carried,
    unnest(coalesce(nullif(ARRAY (SELECT p.id FROM public.person p
      WHERE p.id = ANY (others) AND p.team_id = c.team_id AND 'supervisor' = ANY (p.roles)), '{}'), directors)) leads;
  PERFORM pg_catalog.pg_notify('causeway_changed', pg_catalog.json_build_object('team', '', 'workers', coalesce(
    (SELECT pg_catalog.json_agg(DISTINCT a.person_id) FROM public.alert a
     WHERE a.kind IN ('suspended', 'carrier-suspended') AND a.raised_by = NEW.suspended_by AND a.acknowledged_at IS NULL),
    '[]'::json))::text);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION law.carried_elsewhere(uuid), law.count_carried_elsewhere(uuid), law.tell_of_suspension() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.count_carried_elsewhere(uuid) TO causeway_app, causeway_owner;
GRANT EXECUTE ON FUNCTION law.tell_of_suspension() TO causeway_owner;
RESET ROLE;
SET ROLE causeway_owner;
CREATE TRIGGER tell_of_suspension AFTER INSERT ON suspension FOR EACH ROW EXECUTE FUNCTION law.tell_of_suspension();
RESET ROLE;
