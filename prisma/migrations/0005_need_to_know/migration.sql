-- Need to know. What gets somebody caught leaves the rows that a whole team reads and gets tables of its own, which open to
-- the case's own worker, and to a supervisor or whoever is on call by break-glass: one case, half an hour, reviewed.
SET ROLE causeway_owner;

ALTER TABLE protection_step ADD CONSTRAINT protection_step_of_its_case UNIQUE (id, case_id);
ALTER TABLE journey_plan ADD CONSTRAINT journey_plan_of_its_case UNIQUE (id, case_id);

CREATE TABLE protection_number (
  step_id uuid CONSTRAINT protection_number_pkey PRIMARY KEY,
  case_id uuid NOT NULL CONSTRAINT protection_number_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  reference text NOT NULL,
  CONSTRAINT protection_number_step_id_case_id_key UNIQUE (step_id, case_id),
  CONSTRAINT number_of_its_step FOREIGN KEY (step_id, case_id) REFERENCES protection_step (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX protection_number_case_id_idx ON protection_number (case_id);

CREATE TABLE journey_route (
  plan_id uuid CONSTRAINT journey_route_pkey PRIMARY KEY,
  case_id uuid NOT NULL CONSTRAINT journey_route_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  route text NOT NULL,
  fallbacks text NOT NULL,
  escort text NOT NULL DEFAULT '',
  recorded_by uuid NOT NULL,
  CONSTRAINT journey_route_plan_id_case_id_key UNIQUE (plan_id, case_id),
  CONSTRAINT route_of_its_plan FOREIGN KEY (plan_id, case_id) REFERENCES journey_plan (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX journey_route_case_id_idx ON journey_route (case_id);

CREATE TABLE house_address (
  house_id uuid CONSTRAINT house_address_pkey PRIMARY KEY
    CONSTRAINT house_address_house_id_fkey REFERENCES house (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  address text NOT NULL
);

-- What is there already moves over. The owner is kept from the rows like anybody else, so it lets itself in for this.
ALTER TABLE protection_step NO FORCE ROW LEVEL SECURITY;
ALTER TABLE journey_plan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE house NO FORCE ROW LEVEL SECURITY;
INSERT INTO protection_number SELECT id, case_id, reference FROM protection_step WHERE reference <> '';
INSERT INTO journey_route SELECT id, case_id, route, fallbacks, escort, recorded_by FROM journey_plan;
INSERT INTO house_address SELECT id, address FROM house WHERE address <> '';
ALTER TABLE protection_step DROP COLUMN reference, FORCE ROW LEVEL SECURITY;
ALTER TABLE journey_plan DROP COLUMN route, DROP COLUMN fallbacks, DROP COLUMN escort, FORCE ROW LEVEL SECURITY;
ALTER TABLE house DROP COLUMN address, FORCE ROW LEVEL SECURITY;

-- The times are the database's own: the app may not write them. 168 hours are the 7 days, whatever the clocks do meanwhile.
CREATE TABLE break_glass (
  id uuid CONSTRAINT break_glass_pkey PRIMARY KEY,
  case_id uuid NOT NULL CONSTRAINT break_glass_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  person_id uuid NOT NULL CONSTRAINT break_glass_person_id_fkey REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  reason text NOT NULL CONSTRAINT break_glass_reason_given CHECK (length(regexp_replace(reason, '^\s+|\s+$', '', 'g')) >= 20),
  opened_at timestamptz(3) NOT NULL DEFAULT statement_timestamp(),
  until_at timestamptz(3) NOT NULL DEFAULT statement_timestamp() + interval '30 minutes',
  due_at timestamptz(3) NOT NULL DEFAULT statement_timestamp() + interval '168 hours',
  reviewed_by uuid,
  reviewed_at timestamptz(3),
  finding text CONSTRAINT break_glass_finding_known CHECK (finding IN ('justified', 'unjustified')),
  comment text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT break_glass_half_an_hour CHECK (until_at BETWEEN opened_at AND opened_at + interval '30 minutes'),
  CONSTRAINT break_glass_reviewed_in_time CHECK (due_at <= opened_at + interval '168 hours'),
  CONSTRAINT break_glass_reviewed_whole CHECK ((finding IS NULL) = (reviewed_at IS NULL) AND (finding IS NULL) = (reviewed_by IS NULL)),
  CONSTRAINT break_glass_by_a_second_person CHECK (reviewed_by <> person_id)
);
CREATE INDEX break_glass_person_id_until_at_idx ON break_glass (person_id, until_at);
CREATE INDEX break_glass_case_id_idx ON break_glass (case_id);

CREATE TABLE reveal (
  id uuid CONSTRAINT reveal_pkey PRIMARY KEY,
  person_id uuid NOT NULL CONSTRAINT reveal_person_id_fkey REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  case_id uuid NOT NULL CONSTRAINT reveal_case_id_fkey REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  what text NOT NULL CONSTRAINT reveal_what_known CHECK (what IN ('identity', 'number', 'route', 'address')),
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX reveal_person_id_at_idx ON reveal (person_id, at);
CREATE INDEX reveal_case_id_idx ON reveal (case_id);

-- What was found stays found; whoever opened a case may close it sooner, and nobody keeps it open for longer. A finding is
-- given in one's own name.
CREATE FUNCTION keep_break_glass() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.finding IS NOT NULL THEN
    RAISE EXCEPTION 'what was decided stays decided' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.until_at <> OLD.until_at AND (NEW.until_at > OLD.until_at OR law.named() IS DISTINCT FROM OLD.person_id) THEN
    RAISE EXCEPTION 'whoever opened a case closes it, and nobody keeps it open for longer' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.finding IS NOT NULL AND NEW.reviewed_by IS DISTINCT FROM law.named() THEN
    RAISE EXCEPTION 'a finding is given in one''s own name' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_break_glass BEFORE UPDATE ON break_glass FOR EACH ROW EXECUTE FUNCTION keep_break_glass();

GRANT SELECT ON break_glass, reveal TO causeway_law;
GRANT SELECT, INSERT ON protection_number, journey_route, house_address TO causeway_app;
GRANT SELECT, INSERT (id, case_id, person_id, reason), UPDATE (until_at, reviewed_by, reviewed_at, finding, comment, version)
  ON break_glass TO causeway_app;
GRANT SELECT, INSERT (id, person_id, case_id, what) ON reveal TO causeway_app;
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('break-glass.list','supervisor','all'), ('break-glass.list','director','all'), ('break-glass.list','trustee','all'),
  ('break-glass.review','supervisor','all'), ('break-glass.review','director','all'), ('break-glass.review','trustee','all'),
  ('case.break-glass','supervisor','team'), ('case.break-glass','on-call','critical'),
  ('case.read-address','caseworker','own'), ('case.read-address','supervisor','opened'), ('case.read-address','on-call','opened');

-- One at a time, and none while an earlier one waits for its review longer than it may: but never in the way of a life in
-- danger. One person's come one after the other, whoever races. Judged after the guards, so that it tells nobody anything
-- whom they refuse.
CREATE FUNCTION law.check_break_glass() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  broken text;
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('break_glass ' || NEW.person_id::text, 0));
  SELECT CASE
      WHEN b.case_id = NEW.case_id AND b.until_at > NEW.opened_at AND b.opened_at < NEW.until_at THEN 'break_glass_once'
      WHEN EXISTS (SELECT FROM public.incident i
        WHERE i.case_id = NEW.case_id AND i.severity = 'critical' AND i.closed_at IS NULL) THEN NULL
      WHEN b.until_at > NEW.opened_at AND b.opened_at < NEW.until_at AND NOT law.may_open_beside(NEW.person_id, NEW.case_id) THEN 'break_glass_one_at_a_time'
      WHEN b.finding IS NULL AND b.due_at <= NEW.opened_at THEN 'break_glass_review_overdue'
    END AS problem INTO broken
  FROM public.break_glass b WHERE b.person_id = NEW.person_id AND b.id <> NEW.id
  ORDER BY 1 NULLS LAST LIMIT 1;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'refused by "%"', broken USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

-- The houses in which somebody of the cases that the context reaches lives now, or will.
CREATE FUNCTION law.homes(VARIADIC actions text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
  SELECT p.house_id FROM public.placement p JOIN public.case_file c ON c.id = p.case_id JOIN public.team t ON t.id = c.team_id
  WHERE p.case_id IN (SELECT law.cases(VARIADIC actions)) AND p.superseded_at IS NULL
    AND (p.until IS NULL OR p.until > (statement_timestamp() AT TIME ZONE t.time_zone)::date)
$$;

-- What whoever reviews a break-glass needs beside its own row: the code of the case, wherever it is, and what was looked at.
CREATE FUNCTION law.behind_glass() RETURNS TABLE (id uuid, code text, looked text[]) LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT b.id, c.code, ARRAY (
    SELECT DISTINCT v.what FROM public.reveal v
    WHERE v.person_id = b.person_id AND v.case_id = b.case_id AND v.at BETWEEN b.opened_at AND b.until_at ORDER BY 1)
  FROM public.break_glass b JOIN public.case_file c ON c.id = b.case_id
  WHERE b.finding IS NULL AND law.reaches_all('break-glass.list')
$$;

REVOKE ALL ON FUNCTION law.check_break_glass(), law.homes(text[]), law.behind_glass() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.check_break_glass() TO causeway_owner;
GRANT EXECUTE ON FUNCTION law.homes(text[]), law.behind_glass() TO causeway_app;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER check_break_glass AFTER INSERT ON break_glass FOR EACH ROW EXECUTE FUNCTION law.check_break_glass();

-- Guards.
ALTER TABLE protection_number ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON protection_number FOR SELECT TO causeway_app USING (case_id IN (SELECT law.cases('case.read-identity')));
CREATE POLICY app_adds ON protection_number FOR INSERT TO causeway_app WITH CHECK (case_id IN (SELECT law.cases('protection.record')));

-- Who wrote a plan may read it as long as they plan this journey.
ALTER TABLE journey_route ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON journey_route FOR SELECT TO causeway_app USING (
  case_id IN (SELECT law.cases('case.read-identity'))
  OR (recorded_by = (SELECT law.me()) AND case_id IN (SELECT law.cases('journey.plan'))));
CREATE POLICY app_adds ON journey_route FOR INSERT TO causeway_app WITH CHECK (
  recorded_by = (SELECT law.me()) AND case_id IN (SELECT law.cases('journey.plan')));

ALTER TABLE house_address ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON house_address FOR SELECT TO causeway_app USING (house_id IN (SELECT law.homes('case.read-address')));
CREATE POLICY app_adds ON house_address FOR INSERT TO causeway_app WITH CHECK (EXISTS (
  SELECT FROM house h WHERE h.id = house_id AND h.team_id = ANY (ARRAY (SELECT law.teams('house.create')))));

ALTER TABLE break_glass ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON break_glass FOR SELECT TO causeway_app USING (
  person_id = (SELECT law.me()) OR (SELECT law.reaches_all('break-glass.list')));
CREATE POLICY app_adds ON break_glass FOR INSERT TO causeway_app WITH CHECK (
  person_id = (SELECT law.me()) AND case_id IN (SELECT law.cases('case.break-glass')));
CREATE POLICY app_changes ON break_glass FOR UPDATE TO causeway_app USING (
  person_id = (SELECT law.me()) OR (SELECT law.reaches_all('break-glass.review')));

-- Whoever found a break-glass unjustified rings for it, also about a case that is out of their reach.
ALTER TABLE alert DROP CONSTRAINT alert_kind_known,
  ADD CONSTRAINT alert_kind_known CHECK (kind IN ('emergency-move', 'critical-incident', 'unjustified-break-glass'));
CREATE POLICY app_rings_unjustified ON alert FOR INSERT TO causeway_app WITH CHECK (
  kind = 'unjustified-break-glass' AND raised_by = (SELECT law.me()) AND case_id IN (
    SELECT b.case_id FROM break_glass b WHERE b.finding = 'unjustified' AND b.reviewed_by = (SELECT law.me())));

ALTER TABLE reveal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON reveal FOR SELECT TO causeway_app USING (person_id = (SELECT law.me()));
CREATE POLICY app_adds ON reveal FOR INSERT TO causeway_app WITH CHECK (
  person_id = (SELECT law.me()) AND case_id IN (SELECT law.cases('case.read-identity', 'case.read-address')));

-- As at the end of 0004.
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['protection_number', 'journey_route', 'house_address', 'break_glass', 'reveal'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO causeway_backup', kept);
    EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO causeway_backup USING (true)', kept);
  END LOOP;
  FOREACH kept IN ARRAY ARRAY['break_glass', 'reveal'] LOOP
    EXECUTE format('CREATE POLICY law_reads ON %I FOR SELECT TO causeway_law USING (true)', kept);
  END LOOP;
END
$$;
RESET ROLE;
