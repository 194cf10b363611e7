-- Questions about the quality of records: an analyst asks about what they only see as a count, and each question reaches the
-- worker of its case as a task. lib/domain/work/questions.ts says the same; a test compares the words.
SET ROLE causeway_owner;
ALTER TABLE task
  DROP CONSTRAINT task_kind_known,
  ADD CONSTRAINT task_kind_known CHECK (kind IN ('custom','requirement','review','approval','returned','deletion','question')),
  ADD COLUMN question text,
  ADD CONSTRAINT task_question_known CHECK (question IN (
    'missing-birth-year','missing-sex','missing-enlisted','missing-passport','missing-wages','missing-statistics-basis',
    'late-stage','late-incident','late-protection','late-placement',
    'implausible-stage','implausible-incident','implausible-protection','implausible-placement')),
  ADD CONSTRAINT task_names_its_question CHECK ((kind = 'question') = (question IS NOT NULL)),
  -- Whoever asks does not know the case: nothing but the closed word goes with it.
  ADD CONSTRAINT task_question_says_no_more CHECK (kind <> 'question' OR num_nonnulls(title, requirement, subject_id) = 0);
CREATE UNIQUE INDEX task_question_once ON task (case_id, question) WHERE kind = 'question' AND done_at IS NULL;
ALTER POLICY law_adds ON task WITH CHECK (kind IN ('returned','review','deletion','question'));
ALTER POLICY law_changes ON task USING (kind IN ('approval','requirement','review','question'));
-- Only the law asks.
CREATE POLICY app_asks_nothing ON task AS RESTRICTIVE FOR INSERT TO causeway_app WITH CHECK (kind <> 'question');
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES ('quality.ask','analyst','all');

-- What becomes of a question for each case that it is about: it is asked `now`, of the case's worker; it was `asked`, and is open or
-- was answered within 90 days; nobody is there to answer (`nobody`: the case is closed, or nobody works on it); or its worker has
-- five open ones and it may be asked `later`: a pile is ticked off unread.
CREATE FUNCTION law.question_plan(given text) RETURNS TABLE (case_id uuid, worker uuid, becomes text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH about AS (
    SELECT c.id, CASE WHEN c.stage <> 'closed' THEN law.worker_of(c.id) END AS worker, EXISTS (
      SELECT FROM public.task q WHERE q.case_id = c.id AND q.question = given
        AND (q.done_at IS NULL OR q.done_at > now() - interval '90 days')) AS asked
    FROM public.case_file c WHERE c.id IN (
      SELECT r.case_id FROM law.record_check r WHERE r.is_gap AND r.problem || '-' || r.field = given)
  ), held AS (
    SELECT law.worker_of(q.case_id) AS worker, count(*) AS open FROM public.task q
    WHERE q.kind = 'question' AND q.done_at IS NULL GROUP BY 1
  )
  SELECT a.id, a.worker, CASE
    WHEN a.asked THEN 'asked'
    WHEN a.worker IS NULL THEN 'nobody'
    WHEN coalesce(h.open, 0) + row_number() OVER (PARTITION BY a.worker, a.asked ORDER BY a.id) > 5 THEN 'later'
    ELSE 'now' END
  FROM about a LEFT JOIN held h ON h.worker = a.worker
$$;

-- What an analyst is told before they ask: how many questions would go out, how many cases have nobody, how many must wait. Numbers only.
CREATE FUNCTION law.question_preview(given text) RETURNS TABLE (asked integer, nobody integer, later integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (count(*) FILTER (WHERE p.becomes = 'now'))::integer, (count(*) FILTER (WHERE p.becomes = 'nobody'))::integer,
    (count(*) FILTER (WHERE p.becomes = 'later'))::integer
  FROM law.question_plan(given) p WHERE (SELECT law.reaches_all('quality.ask')) HAVING (SELECT law.reaches_all('quality.ask'))
$$;

-- Asks, in the name of the person of the context, and says the same numbers. Two who ask at once ask one after the other.
CREATE FUNCTION law.ask_question(given text) RETURNS TABLE (asked integer, nobody integer, later integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  planned record;
BEGIN
  IF NOT law.reaches_all('quality.ask') THEN
    RAISE EXCEPTION 'questions are asked by an analyst' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('questions', 0));
  asked := 0;
  nobody := 0;
  later := 0;
  FOR planned IN SELECT * FROM law.question_plan(given) p ORDER BY p.case_id LOOP
    IF planned.becomes = 'now' THEN
      -- By the end of a day of the team's, as lists show what has no hour.
      INSERT INTO public.task (id, case_id, assignee_id, kind, question, due_at, recorded_by)
      SELECT pg_catalog.gen_random_uuid(), c.id, planned.worker, 'question', given,
        ((now() AT TIME ZONE t.time_zone)::date + 14 + time '23:59') AT TIME ZONE t.time_zone, law.me()
      FROM public.case_file c JOIN public.team t ON t.id = c.team_id WHERE c.id = planned.case_id;
      asked := asked + 1;
      -- Once a worker at commit, however many: the same words are delivered once. No team is told, only who is asked.
      PERFORM pg_catalog.pg_notify('causeway_changed', pg_catalog.json_build_object(
        'team', planned.worker, 'workers', pg_catalog.json_build_array(planned.worker))::text);
    ELSIF planned.becomes = 'nobody' THEN
      nobody := nobody + 1;
    ELSIF planned.becomes = 'later' THEN
      later := later + 1;
    END IF;
  END LOOP;
  RETURN NEXT;
END
$$;

-- How many questions of each word are open, and were answered in the last 90 days.
CREATE FUNCTION law.question_progress() RETURNS TABLE (question text, open integer, answered integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT q.question, (count(*) FILTER (WHERE q.done_at IS NULL))::integer,
    (count(*) FILTER (WHERE q.done_at > now() - interval '90 days'))::integer
  FROM public.task q WHERE q.kind = 'question' AND (SELECT law.reaches_all('quality.read')) GROUP BY q.question
$$;

-- What was asked about is put right: the question is over, whoever wrote and on which page. The nil id stands for the house.
CREATE FUNCTION law.settle_questions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  before CONSTANT text := coalesce(pg_catalog.current_setting('causeway.named_case', true), '');
  written_of uuid[];
  about uuid;
BEGIN
  IF TG_TABLE_NAME = 'case_file' THEN
    written_of := ARRAY (SELECT w.id FROM written w);
  ELSE
    written_of := ARRAY (SELECT DISTINCT w.case_id FROM written w);
  END IF;
  FOR about IN SELECT DISTINCT q.case_id FROM public.task q
    WHERE q.kind = 'question' AND q.done_at IS NULL AND q.case_id = ANY (written_of) LOOP
    -- So that the law sees the bases and the protection of this one case.
    PERFORM pg_catalog.set_config('causeway.named_case', about::text, true);
    UPDATE public.task q SET done_at = now(), done_by = coalesce(law.named(), '00000000-0000-0000-0000-000000000000'), version = q.version + 1
    WHERE q.case_id = about AND q.kind = 'question' AND q.done_at IS NULL AND NOT EXISTS (
      SELECT FROM law.record_check r WHERE r.case_id = about AND r.is_gap AND r.problem || '-' || r.field = q.question);
    PERFORM pg_catalog.set_config('causeway.named_case', before, true);
  END LOOP;
  RETURN NULL;
END
$$;

REVOKE ALL ON FUNCTION law.question_plan(text), law.question_preview(text), law.ask_question(text), law.question_progress(),
  law.settle_questions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.question_preview(text), law.ask_question(text), law.question_progress() TO causeway_app;
GRANT EXECUTE ON FUNCTION law.settle_questions() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER settle_questions AFTER UPDATE ON case_file REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION law.settle_questions();
DO $$
DECLARE dated text;
BEGIN
  -- What corrects a record is inserted after that one was superseded, so an insert sees both.
  FOREACH dated IN ARRAY ARRAY['data_basis','stage_spell','incident','protection_step','placement'] LOOP
    EXECUTE format('CREATE TRIGGER settle_questions AFTER INSERT ON %I REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION law.settle_questions()', dated);
  END LOOP;
END
$$;
RESET ROLE;
