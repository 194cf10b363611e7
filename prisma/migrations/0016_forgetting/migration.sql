-- Forgetting: a closed case is deleted by two people, whole; where a journey led goes by itself 30 days after it arrived. The
-- rows go in the transaction that promises it (`forgetting`), the keys right after it, again and again until they are gone.
SET ROLE causeway_owner;

-- What was forgotten, and what is left to say of it: no name of a person, no word about them. `owners` are the keys that go
-- and never come back; with them an older copy of the key store is put right.
CREATE TABLE forgetting (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  team_id uuid,
  codes text[] NOT NULL DEFAULT '{}',
  owners text[] NOT NULL,
  cause text NOT NULL,
  asked_by uuid,
  asked_at timestamptz(3),
  approved_by uuid,
  forgotten_at timestamptz(3) NOT NULL DEFAULT statement_timestamp(),
  done_at timestamptz(3),
  CONSTRAINT forgetting_pkey PRIMARY KEY (id),
  CONSTRAINT forgetting_once UNIQUE (subject_id),
  CONSTRAINT forgetting_team_id_fkey FOREIGN KEY (team_id) REFERENCES team (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT forgetting_kind_known CHECK (kind IN ('case', 'journey')),
  -- `arrived`: of a journey; `repeated`: a backup from before brought it back.
  CONSTRAINT forgetting_cause_known CHECK (cause IN ('own-wish', 'retention', 'arrived', 'repeated')),
  CONSTRAINT forgetting_of_something CHECK (
    cardinality(owners) > 0 AND (kind = 'case') = (team_id IS NOT NULL) AND (kind = 'case') = (cardinality(codes) > 0)),
  CONSTRAINT forgetting_by_two CHECK (
    (cause IN ('own-wish', 'retention')) = (num_nonnulls(asked_by, asked_at, approved_by) = 3) AND asked_by <> approved_by)
);
CREATE INDEX forgetting_team_id_forgotten_at_idx ON forgetting (team_id, forgotten_at);
CREATE INDEX forgetting_codes_idx ON forgetting USING gin (codes);

-- How long after it closed a case of an outcome is proposed for deletion, from a day on; `causeway retention` adds to it.
CREATE TABLE retention_rule (
  outcome text NOT NULL,
  from_on date NOT NULL,
  days integer NOT NULL,
  CONSTRAINT retention_rule_pkey PRIMARY KEY (outcome, from_on),
  CONSTRAINT retention_rule_outcome_known CHECK (outcome IN ('settled','resettled-elsewhere','withdrew','transferred',
    'not-protected','lost-contact','forcibly-returned','deceased')),
  CONSTRAINT retention_rule_sensible CHECK (days BETWEEN 30 AND 3650)
);
INSERT INTO retention_rule (outcome, from_on, days) VALUES
  ('settled', '2000-01-01', 730), ('resettled-elsewhere', '2000-01-01', 730), ('withdrew', '2000-01-01', 180),
  ('transferred', '2000-01-01', 365), ('not-protected', '2000-01-01', 1095), ('lost-contact', '2000-01-01', 1825),
  ('forcibly-returned', '2000-01-01', 3650), ('deceased', '2000-01-01', 1825);

ALTER TABLE journey_plan ADD COLUMN forgotten_at timestamptz(3);

ALTER TABLE task
  DROP CONSTRAINT task_kind_known,
  ADD CONSTRAINT task_kind_known CHECK (kind IN ('custom','requirement','review','approval','returned','deletion'));

ALTER TABLE approval_request
  -- Why somebody shall be forgotten; the words to it are sealed in the snapshot.
  ADD COLUMN cause text,
  DROP CONSTRAINT approval_kind_known,
  ADD CONSTRAINT approval_kind_known CHECK (
    kind IN ('journey-plan','adverse-closing','move-review','break-glass','role-change','invitation','new-link','deletion')),
  ADD CONSTRAINT approval_of_a_cause CHECK ((kind = 'deletion') = (cause IS NOT NULL)),
  ADD CONSTRAINT approval_cause_known CHECK (cause IN ('own-wish','retention'));
DROP INDEX approval_one_pending;
CREATE UNIQUE INDEX approval_one_pending ON approval_request (case_id, kind)
  WHERE decision IS NULL AND kind IN ('journey-plan','adverse-closing','deletion');
ALTER POLICY app_adds ON approval_request WITH CHECK (
  asked_by = (SELECT law.me()) AND decision IS NULL AND CASE kind
    WHEN 'role-change' THEN (SELECT law.reaches_all('person.edit'))
    WHEN 'invitation' THEN (SELECT law.reaches_all('person.invite'))
    WHEN 'new-link' THEN (SELECT law.reaches_all('person.invite'))
    WHEN 'break-glass' THEN case_id IN (SELECT law.cases('case.break-glass'))
    WHEN 'move-review' THEN case_id IN (SELECT law.cases('case.move-emergency','case.move-override'))
    WHEN 'deletion' THEN case_id IN (SELECT law.cases('case.delete'))
    ELSE case_id IN (SELECT law.cases('approval.request')) END);
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES ('case.delete','caseworker','own'), ('case.delete','supervisor','team');
INSERT INTO law.approver (kind, role) VALUES ('deletion','supervisor'), ('deletion','director'), ('deletion','trustee');

-- Every table with rows of a case, each before those that it refers to. A test compares with the catalogue: a table that is
-- missing here would be forgotten by the forgetting.
CREATE FUNCTION law.tables_of_a_case() RETURNS text[] LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ARRAY['document_content','document','protection_number','protection_step','journey_route','journey_plan','stage_spell','incident','identity','contact',
    'data_basis','screening','risk_assessment','placement','arrival','approval_request','note','task','alert','break_glass','reveal',
    'guest_access','assignment']
$$;

-- The one case whose rows the law may count and delete at this moment: so that no slip of its functions touches another.
CREATE FUNCTION law.named_case() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT nullif(pg_catalog.current_setting('causeway.named_case', true), '')::uuid
$$;
REVOKE ALL ON FUNCTION law.tables_of_a_case(), law.named_case() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.tables_of_a_case() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY law.tables_of_a_case() LOOP
    EXECUTE format('GRANT SELECT (case_id), DELETE ON %I TO causeway_law', named);
    EXECUTE format('CREATE POLICY law_counts ON %I FOR SELECT TO causeway_law USING (case_id = (SELECT law.named_case()))', named);
    EXECUTE format('CREATE POLICY law_forgets ON %I FOR DELETE TO causeway_law USING (case_id = (SELECT law.named_case()))', named);
  END LOOP;
END
$$;
GRANT SELECT (id, case_id), DELETE ON guest_access, protection_step TO causeway_law;
GRANT SELECT (plan_id) ON journey_route TO causeway_law;
GRANT SELECT (coercion, occurred_on, recorded_at, superseded_at) ON screening TO causeway_law;
GRANT SELECT (occurred_on, occurred_precision, recorded_at, superseded_at) ON arrival TO causeway_law;
CREATE POLICY law_arrives ON arrival FOR SELECT TO causeway_law USING ((SELECT law.purpose()) = 'retention');
GRANT DELETE, UPDATE (version) ON case_file TO causeway_law;
CREATE POLICY law_locks ON case_file FOR UPDATE TO causeway_law USING (id = (SELECT law.named_case()));
CREATE POLICY law_forgets ON case_file FOR DELETE TO causeway_law USING (id = (SELECT law.named_case()));
GRANT SELECT (id), DELETE ON household TO causeway_law;
CREATE POLICY law_counts ON household FOR SELECT TO causeway_law USING ((SELECT law.named_case()) IS NOT NULL);
CREATE POLICY law_forgets ON household FOR DELETE TO causeway_law USING ((SELECT law.named_case()) IS NOT NULL);
-- What somebody typed into a form about the case, and what a form of theirs was answered.
GRANT SELECT (subject), DELETE ON draft TO causeway_law;
GRANT SELECT (result), DELETE ON submission TO causeway_law;
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['draft', 'submission'] LOOP
    EXECUTE format('CREATE POLICY law_counts ON %I FOR SELECT TO causeway_law USING ((SELECT law.named_case()) IS NOT NULL)', kept);
    EXECUTE format('CREATE POLICY law_forgets ON %I FOR DELETE TO causeway_law USING ((SELECT law.named_case()) IS NOT NULL)', kept);
  END LOOP;
END
$$;
GRANT UPDATE (forgotten_at) ON journey_plan TO causeway_law;
CREATE POLICY law_forgets_route ON journey_plan FOR UPDATE TO causeway_law USING (case_id = (SELECT law.named_case()));
ALTER POLICY law_adds ON task WITH CHECK (kind IN ('returned','review','deletion'));

GRANT SELECT ON forgetting TO causeway_app, causeway_jobs, causeway_backup, causeway_law;
GRANT INSERT, UPDATE (done_at) ON forgetting TO causeway_law;
GRANT SELECT, INSERT ON retention_rule TO causeway_app;
GRANT SELECT ON retention_rule TO causeway_backup, causeway_law;
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['forgetting', 'retention_rule'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', kept);
    EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO causeway_backup USING (true)', kept);
    EXECUTE format('CREATE POLICY law_reads ON %I FOR SELECT TO causeway_law USING (true)', kept);
  END LOOP;
END
$$;
-- Whoever might have had the case learns that it was forgotten, and nobody else.
CREATE POLICY app_reads ON forgetting FOR SELECT TO causeway_app USING (
  team_id = ANY (ARRAY (SELECT law.teams('case.delete'))));
CREATE POLICY jobs_see ON forgetting FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY law_adds ON forgetting FOR INSERT TO causeway_law WITH CHECK (done_at IS NULL);
CREATE POLICY law_finishes ON forgetting FOR UPDATE TO causeway_law USING (done_at IS NULL) WITH CHECK (done_at IS NOT NULL);
CREATE POLICY app_reads ON retention_rule FOR SELECT TO causeway_app USING ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY app_adds ON retention_rule FOR INSERT TO causeway_app WITH CHECK ((SELECT c.kind = 'operator' FROM law.context() c));
RESET ROLE;

SET ROLE causeway_law;
-- From when on a closed case is proposed for deletion: lib/domain/retention.ts says the same.
CREATE FUNCTION law.deletion_due_on(given uuid) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.stage_since + r.days FROM public.case_file c JOIN public.team t ON t.id = c.team_id
    JOIN public.retention_rule r ON r.outcome = c.outcome AND r.from_on <= (statement_timestamp() AT TIME ZONE t.time_zone)::date
  WHERE c.id = given AND c.stage = 'closed' ORDER BY r.from_on DESC LIMIT 1
$$;

-- What lib/domain/deletion.ts judges by.
CREATE FUNCTION law.deletion_facts(given uuid, OUT stage text, OUT placed boolean, OUT incident_open boolean, OUT review_due boolean,
  OUT glass_unreviewed boolean, OUT coercion text, OUT due_on date, OUT today date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_catalog.set_config('causeway.named_case', given::text, true);
  SELECT c.stage, (statement_timestamp() AT TIME ZONE t.time_zone)::date INTO stage, today
    FROM public.case_file c JOIN public.team t ON t.id = c.team_id WHERE c.id = given;
  placed := EXISTS (SELECT FROM public.placement p
    WHERE p.case_id = given AND p.superseded_at IS NULL AND (p.until IS NULL OR p.until > today));
  incident_open := EXISTS (SELECT FROM public.incident i WHERE i.case_id = given AND i.closed_at IS NULL);
  review_due := EXISTS (SELECT FROM public.approval_request r
    WHERE r.case_id = given AND r.kind = 'move-review' AND r.decision IS NULL);
  glass_unreviewed := EXISTS (SELECT FROM public.break_glass b WHERE b.case_id = given AND b.finding IS NULL);
  coercion := (SELECT s.coercion FROM public.screening s WHERE s.case_id = given AND s.superseded_at IS NULL
    ORDER BY s.occurred_on DESC, s.recorded_at DESC LIMIT 1);
  due_on := law.deletion_due_on(given);
  PERFORM pg_catalog.set_config('causeway.named_case', '', true);
END
$$;

-- What stands in the way of deleting a case for a cause: lib/domain/deletion.ts says the same.
CREATE FUNCTION law.obstacles(given uuid, cause text) RETURNS text[] LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT pg_catalog.array_remove(ARRAY[
    CASE WHEN f.stage <> 'closed' THEN 'open' END,
    CASE WHEN f.placed THEN 'placed' END,
    CASE WHEN f.incident_open THEN 'incident-open' END,
    CASE WHEN f.review_due THEN 'review-due' END,
    CASE WHEN f.glass_unreviewed THEN 'glass-unreviewed' END,
    CASE WHEN obstacles.cause = 'own-wish' AND f.coercion IN ('concern', 'failed') THEN 'coercion' END,
    CASE WHEN obstacles.cause = 'retention' AND coalesce(f.due_on > f.today, true) THEN 'not-due' END], NULL)
  FROM law.deletion_facts(given) f
$$;

-- How many rows of a case each table has; of the tasks those that are not about the deletion itself.
CREATE FUNCTION law.contents_of(given uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  counted jsonb := '{}';
  named text;
  many integer;
BEGIN
  PERFORM pg_catalog.set_config('causeway.named_case', given::text, true);
  FOREACH named IN ARRAY law.tables_of_a_case() LOOP
    EXECUTE pg_catalog.format('SELECT pg_catalog.count(*) FROM public.%I WHERE case_id = $1', named)
      || CASE named WHEN 'task' THEN ' AND kind NOT IN (''approval'',''deletion'')' ELSE '' END INTO many USING given;
    counted := counted || pg_catalog.jsonb_build_object(named, many);
  END LOOP;
  PERFORM pg_catalog.set_config('causeway.named_case', '', true);
  RETURN counted;
END
$$;

-- What whoever may ask learns of a case before it goes: what stands in the way, and how much there is of what.
CREATE FUNCTION law.deletion_of(given uuid) RETURNS jsonb LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT pg_catalog.to_jsonb(f) || pg_catalog.jsonb_build_object('contents', law.contents_of(given))
  FROM law.deletion_facts(given) f WHERE given IN (SELECT law.cases('case.delete'))
$$;

-- Deletes every row of a case, and promises its keys. The case is locked first: who writes about it at this moment comes
-- before it, and is deleted too, or after it, and finds none.
CREATE FUNCTION law.delete_case(given uuid, promise public.forgetting) RETURNS text[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  file public.case_file;
  rows_of uuid[];
  named text;
BEGIN
  PERFORM pg_catalog.set_config('causeway.named_case', given::text, true);
  SELECT * INTO STRICT file FROM public.case_file c WHERE c.id = given FOR UPDATE;
  rows_of := ARRAY (
    SELECT given UNION SELECT i.id FROM public.incident i WHERE i.case_id = given
    UNION SELECT p.id FROM public.journey_plan p WHERE p.case_id = given UNION SELECT t.id FROM public.task t WHERE t.case_id = given
    UNION SELECT r.id FROM public.approval_request r WHERE r.case_id = given UNION SELECT b.id FROM public.break_glass b WHERE b.case_id = given
    UNION SELECT g.id FROM public.guest_access g WHERE g.case_id = given UNION SELECT s.id FROM public.protection_step s WHERE s.case_id = given
    UNION SELECT a.id FROM public.assignment a WHERE a.case_id = given UNION SELECT p.id FROM public.placement p WHERE p.case_id = given
    UNION SELECT d.id FROM public.document d WHERE d.case_id = given);
  promise.id := pg_catalog.gen_random_uuid();
  promise.kind := 'case';
  promise.subject_id := given;
  promise.team_id := file.team_id;
  promise.codes := ARRAY[file.code] || ARRAY (SELECT i.code FROM public.incident i WHERE i.case_id = given ORDER BY i.code);
  promise.owners := ARRAY['case:' || given::text]
    || ARRAY (SELECT 'incident:' || i.id::text FROM public.incident i WHERE i.case_id = given ORDER BY i.id)
    || ARRAY (SELECT 'journey:' || p.id::text FROM public.journey_plan p WHERE p.case_id = given ORDER BY p.id);
  promise.forgotten_at := statement_timestamp();
  INSERT INTO public.forgetting SELECT promise.*;
  DELETE FROM public.draft d WHERE d.subject = ANY (rows_of::text[]);
  -- Most results name nothing: a sign that stands in every id and code tells them cheaply.
  DELETE FROM public.submission s WHERE s.result IS NOT NULL AND pg_catalog.strpos(s.result::text, '-') > 0 AND EXISTS (SELECT FROM pg_catalog.unnest(rows_of::text[] || promise.codes) word
    WHERE pg_catalog.strpos(s.result::text, word) > 0);
  FOREACH named IN ARRAY law.tables_of_a_case() LOOP
    EXECUTE pg_catalog.format('DELETE FROM public.%I WHERE case_id = $1', named) USING given;
  END LOOP;
  DELETE FROM public.case_file c WHERE c.id = given;
  DELETE FROM public.household h WHERE h.id = file.household_id
    AND NOT EXISTS (SELECT FROM public.case_file c WHERE c.household_id = h.id);
  PERFORM pg_catalog.set_config('causeway.named_case', '', true);
  RETURN promise.owners;
END
$$;

-- Carries out what two people agreed: a request that this very transaction approved, in the name of its approver, about as much
-- as was counted when it was asked. Gives the owners whose keys go now.
CREATE FUNCTION law.forget_case(request uuid, counted jsonb) RETURNS text[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  agreed public.approval_request;
  promise public.forgetting;
BEGIN
  SELECT * INTO agreed FROM public.approval_request r
  WHERE r.id = request AND r.kind = 'deletion' AND r.decision = 'approved' AND r.decided_by = law.me() AND law.written_here(r.xmin);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a case is deleted by two people: "deletion_by_two"' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_catalog.set_config('causeway.named_case', agreed.case_id::text, true);
  PERFORM FROM public.case_file c WHERE c.id = agreed.case_id FOR UPDATE;
  IF law.overtaken(request) OR NOT law.contents_of(agreed.case_id) @> counted THEN
    RAISE EXCEPTION 'what was asked about has changed: "approval_of_what_stands"' USING ERRCODE = 'check_violation';
  END IF;
  promise.cause := agreed.cause;
  promise.asked_by := agreed.asked_by;
  promise.asked_at := agreed.asked_at;
  promise.approved_by := agreed.decided_by;
  RETURN law.delete_case(agreed.case_id, promise);
END
$$;

-- Of cases that the key store has forgotten, those that are here again: a backup from before was put back.
CREATE FUNCTION law.brought_back(gone uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
  SELECT c.id FROM public.case_file c WHERE c.id = ANY (gone) AND law.purpose() = 'retention'
$$;

-- Deletes such a case again: two people have agreed to it before, and nothing of it opens.
CREATE FUNCTION law.forget_again(given uuid) RETURNS text[] LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  promise public.forgetting;
BEGIN
  IF law.purpose() IS DISTINCT FROM 'retention' THEN
    RAISE EXCEPTION 'only the house repeats what was forgotten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  promise.cause := 'repeated';
  RETURN law.delete_case(given, promise);
END
$$;

-- Says that the keys are gone.
CREATE FUNCTION law.finish_forgetting(promised uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.forgetting SET done_at = statement_timestamp()
  WHERE id = promised AND done_at IS NULL AND law.purpose() = 'retention';
  RETURN FOUND;
END
$$;

-- The plans whose journey is over: the case is beyond the road, and 30 days have passed since the arrival and since somebody
-- recorded it, because a date is typed. Not while an incident is open. lib/domain/retention.ts says the same.
CREATE FUNCTION law.journeys_over() RETURNS TABLE (plan_id uuid, case_id uuid) LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT DISTINCT p.id, p.case_id FROM public.journey_plan p JOIN public.arrival a ON a.case_id = p.case_id
    JOIN public.case_file c ON c.id = p.case_id JOIN public.team t ON t.id = c.team_id
  WHERE law.purpose() = 'retention' AND p.forgotten_at IS NULL AND a.superseded_at IS NULL AND p.recorded_at <= a.recorded_at
    AND c.stage IN ('hanawon', 'closed')
    AND 30 + greatest((a.recorded_at AT TIME ZONE t.time_zone)::date, CASE a.occurred_precision WHEN 'day' THEN a.occurred_on
        WHEN 'month' THEN (pg_catalog.date_trunc('month', a.occurred_on::timestamp) + interval '1 month -1 day')::date
        ELSE (pg_catalog.date_trunc('year', a.occurred_on::timestamp) + interval '1 year -1 day')::date END)
      <= (statement_timestamp() AT TIME ZONE t.time_zone)::date
    AND NOT EXISTS (SELECT FROM public.incident i WHERE i.case_id = p.case_id AND i.closed_at IS NULL)
$$;

-- Forgets where those journeys led. The plan stays without it: its dates and documents are of the case. Gives the plans.
CREATE FUNCTION law.forget_journeys() RETURNS SETOF uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  over record;
BEGIN
  FOR over IN SELECT * FROM law.journeys_over() LOOP
    PERFORM pg_catalog.set_config('causeway.named_case', over.case_id::text, true);
    UPDATE public.journey_plan SET forgotten_at = statement_timestamp() WHERE id = over.plan_id AND forgotten_at IS NULL;
    CONTINUE WHEN NOT FOUND;
    DELETE FROM public.journey_route r WHERE r.case_id = over.case_id AND r.plan_id = over.plan_id;
    INSERT INTO public.forgetting (id, kind, subject_id, owners, cause)
      VALUES (pg_catalog.gen_random_uuid(), 'journey', over.plan_id, ARRAY['journey:' || over.plan_id::text], 'arrived');
    RETURN NEXT over.plan_id;
  END LOOP;
  PERFORM pg_catalog.set_config('causeway.named_case', '', true);
END
$$;

-- Proposes the cases whose term is over to the supervisors of their team, those that are due for longest first and at most five
-- at a time: a pile is ticked off unread. Whoever ticks one off keeps the case, and is asked again after 180 days. Gives the
-- cases. The nil id stands for the house.
CREATE FUNCTION law.propose_deletions() RETURNS SETOF uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY WITH due AS (
    SELECT c.id, c.team_id, pg_catalog.row_number() OVER (PARTITION BY c.team_id ORDER BY law.deletion_due_on(c.id), c.id) AS nth
    FROM public.case_file c JOIN public.team t ON t.id = c.team_id
    WHERE law.purpose() = 'retention' AND c.stage = 'closed'
      AND law.deletion_due_on(c.id) <= (statement_timestamp() AT TIME ZONE t.time_zone)::date
      AND NOT EXISTS (SELECT FROM public.task k WHERE k.case_id = c.id AND k.kind = 'deletion'
        AND (k.done_at IS NULL OR k.done_at > now() - interval '180 days'))
      AND NOT EXISTS (SELECT FROM public.approval_request r WHERE r.case_id = c.id AND r.kind = 'deletion' AND r.decision IS NULL
        AND r.expires_at > statement_timestamp())
  ), proposed AS (
    INSERT INTO public.task (id, case_id, assignee_id, kind, due_at, recorded_by)
    SELECT pg_catalog.gen_random_uuid(), d.id, p.id, 'deletion', now() + interval '30 days', '00000000-0000-0000-0000-000000000000'
    FROM due d JOIN public.person p ON p.team_id = d.team_id AND p.disabled_at IS NULL AND 'supervisor' = ANY (p.roles)
    WHERE d.nth + (SELECT pg_catalog.count(DISTINCT k.case_id) FROM public.task k JOIN public.case_file o ON o.id = k.case_id
      WHERE o.team_id = d.team_id AND k.kind = 'deletion' AND k.done_at IS NULL) <= 5
    RETURNING case_id)
  SELECT DISTINCT p.case_id FROM proposed p;
END
$$;

-- Nothing that was forgotten comes back under its own id, and no code is ever given again.
CREATE FUNCTION law.keep_forgotten() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public.forgetting f WHERE f.codes @> ARRAY[NEW.code]) THEN
    RAISE EXCEPTION 'the code was somebody''s: "%_code_key"', TG_TABLE_NAME USING ERRCODE = 'unique_violation';
  END IF;
  IF TG_TABLE_NAME = 'case_file' AND EXISTS (SELECT FROM public.forgetting f WHERE f.subject_id = NEW.id) THEN
    RAISE EXCEPTION 'the case was deleted: "case_is_forgotten"' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END
$$;

-- What was asked about is not any more as it was. Of a deletion: the case ended again, or something came in the way.
CREATE OR REPLACE FUNCTION law.overtaken(request uuid) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE r.kind
    WHEN 'journey-plan' THEN EXISTS (
      SELECT FROM public.journey_plan p JOIN public.journey_plan n ON n.case_id = p.case_id AND n.plan_version > p.plan_version
      WHERE p.id = r.subject_id)
    WHEN 'adverse-closing' THEN EXISTS (SELECT FROM public.case_file c WHERE c.id = r.case_id AND c.stage = 'closed')
    WHEN 'deletion' THEN pg_catalog.cardinality(law.obstacles(r.case_id, r.cause)) > 0 OR NOT EXISTS (
      SELECT FROM public.stage_spell s WHERE s.id = r.subject_id AND s.case_id = r.case_id AND s.until IS NULL AND s.superseded_at IS NULL)
    ELSE r.person_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM public.person p WHERE p.id = r.person_id AND p.version = r.subject_version) END
  FROM public.approval_request r WHERE r.id = request
$$;

REVOKE ALL ON FUNCTION law.deletion_due_on(uuid), law.deletion_facts(uuid), law.obstacles(uuid, text), law.contents_of(uuid), law.deletion_of(uuid),
  law.delete_case(uuid, public.forgetting), law.forget_case(uuid, jsonb), law.brought_back(uuid[]), law.forget_again(uuid),
  law.finish_forgetting(uuid), law.journeys_over(), law.forget_journeys(), law.propose_deletions(), law.keep_forgotten() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.deletion_of(uuid), law.forget_case(uuid, jsonb) TO causeway_app;
GRANT EXECUTE ON FUNCTION law.brought_back(uuid[]), law.forget_again(uuid), law.finish_forgetting(uuid), law.forget_journeys(),
  law.propose_deletions() TO causeway_jobs;
GRANT EXECUTE ON FUNCTION law.keep_forgotten() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER keep_forgotten BEFORE INSERT ON case_file FOR EACH ROW EXECUTE FUNCTION law.keep_forgotten();
CREATE TRIGGER keep_forgotten BEFORE INSERT ON incident FOR EACH ROW EXECUTE FUNCTION law.keep_forgotten();
RESET ROLE;
