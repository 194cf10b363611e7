-- The law in the database: what no code path may get wrong. Words and moves are the same as in lib/domain; tests compare.
SET ROLE causeway_owner;

-- Closed words. Text with a check instead of enums: enum comparison is not leakproof and would lose indexes under RLS.
ALTER TABLE person
  ADD CONSTRAINT person_roles_known CHECK (roles <@ ARRAY['caseworker','supervisor','director','analyst','auditor','administrator','guest'] AND cardinality(roles) > 0),
  ADD CONSTRAINT person_roles_apart CHECK (
    NOT (roles && ARRAY['auditor','guest'] AND cardinality(roles) > 1) AND NOT (roles @> ARRAY['administrator','analyst'])),
  ADD CONSTRAINT person_works_in_a_team CHECK (team_id IS NOT NULL OR NOT (roles && ARRAY['caseworker','supervisor','guest']));
ALTER TABLE case_file
  ADD CONSTRAINT case_stage_known CHECK (stage IN ('contact','safe-house','unhcr-registration','transit','hanawon','closed')),
  ADD CONSTRAINT case_outcome_when_closed CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
  ADD CONSTRAINT case_group_known CHECK (group_code IN ('dispatched-worker','student','conscripted-soldier','deployed-soldier','border-crosser','trader','other')),
  ADD CONSTRAINT case_sector_known CHECK (sector IN ('logging','construction','fisheries','farming','factory','it','other')),
  ADD CONSTRAINT case_sex_known CHECK (sex IN ('female','male','other','unknown')),
  ADD CONSTRAINT case_district_known CHECK (federal_district IN ('central','northwestern','southern','north-caucasian','volga','ural','siberian','far-eastern','abroad')),
  ADD CONSTRAINT case_visa_known CHECK (visa_purpose IN ('work','study','tourist','none','unknown')),
  ADD CONSTRAINT case_answers_known CHECK (enlisted IN ('yes','no','unknown') AND passport_withheld IN ('yes','no','unknown') AND wages_withheld IN ('yes','no','unknown'));
ALTER TABLE contact
  ADD CONSTRAINT contact_channel_known CHECK (channel IN ('phone','messenger','in-person','church','other-organisation','relative'));
ALTER TABLE data_basis
  ADD CONSTRAINT basis_purpose_known CHECK (purpose IN ('keep','share-unhcr','share-korea','statistics')),
  ADD CONSTRAINT basis_ground_known CHECK (ground IN ('consent','vital-interest','refused','withdrawn')),
  ADD CONSTRAINT basis_vital_interest_reviewed CHECK (ground <> 'vital-interest' OR review_on IS NOT NULL);
ALTER TABLE screening
  ADD CONSTRAINT screening_words_known CHECK (infiltration IN ('clear','concern','failed') AND coercion IN ('clear','concern','failed') AND result IN ('clear','concern','failed'));
ALTER TABLE house
  ADD CONSTRAINT house_kind_known CHECK (kind IN ('reception','inner')),
  ADD CONSTRAINT house_district_known CHECK (federal_district IN ('central','northwestern','southern','north-caucasian','volga','ural','siberian','far-eastern','abroad')),
  ADD CONSTRAINT house_has_beds CHECK (capacity BETWEEN 1 AND 99);
ALTER TABLE protection_step
  ADD CONSTRAINT protection_status_known CHECK (
    (track = 'unhcr' AND status IN ('contacted','appointment','registered','certificate','rejected'))
    OR (track = 'interior-ministry' AND status IN ('application','under-review','merits-certificate','temporary-asylum','refugee-status','refused','appeal'))
    OR (track = 'korea' AND status IN ('protection-request','travel-document','exit-awaited','exit-granted','exit-refused')));
ALTER TABLE journey_plan
  ADD CONSTRAINT plan_document_known CHECK (travel_document IN ('travel-certificate','passport','unhcr-letter','none-yet')),
  ADD CONSTRAINT plan_fallbacks_counted CHECK (fallback_count >= 0);
ALTER TABLE incident
  ADD CONSTRAINT incident_kind_known CHECK (kind IN ('detention','abduction','expulsion-proceedings','surveillance','house-compromised','helper-threatened','account-compromised','device-seized','contact-lost','violence','medical','death')),
  ADD CONSTRAINT incident_severity_known CHECK (severity IN ('low','serious','critical')),
  ADD CONSTRAINT incident_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL));
ALTER TABLE task
  ADD CONSTRAINT task_kind_known CHECK (kind IN ('custom','requirement','review','approval','returned')),
  ADD CONSTRAINT task_names_its_requirement CHECK ((kind = 'requirement') = (requirement IS NOT NULL)),
  ADD CONSTRAINT task_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL));
ALTER TABLE alert
  ADD CONSTRAINT alert_kind_known CHECK (kind IN ('emergency-move','critical-incident'));
ALTER TABLE on_call_shift
  ADD CONSTRAINT shift_ends_after_it_starts CHECK (until_at > from_at);
ALTER TABLE assignment
  ADD CONSTRAINT assignment_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at);

DO $$
DECLARE dated text;
BEGIN
  FOREACH dated IN ARRAY ARRAY['stage_spell','contact','data_basis','screening','protection_step','arrival','incident'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (occurred_precision IN (''day'',''month'',''year''))', dated, dated || '_precision_known');
  END LOOP;
END
$$;

-- A new case is inserted after its first assignment, so that the inserter may read what it inserted once the rows are
-- guarded by their assignments.
ALTER TABLE assignment ALTER CONSTRAINT assignment_case_id_fkey DEFERRABLE INITIALLY DEFERRED;
-- A person is assigned to a case at most once at a time.
ALTER TABLE assignment
  ADD CONSTRAINT assignment_once EXCLUDE USING gist (case_id WITH =, person_id WITH =, tstzrange(from_at, until_at) WITH &&);

-- The pathway. `start` stands before the opening.
INSERT INTO stage_move (from_stage, to_stage, kind, needs_reason) VALUES
  ('start','contact','opening',false),
  ('contact','safe-house','planned',false), ('contact','unhcr-registration','planned',false), ('contact','closed','planned',false),
  ('safe-house','contact','planned',true), ('safe-house','unhcr-registration','planned',false), ('safe-house','transit','planned',false), ('safe-house','closed','planned',false),
  ('unhcr-registration','contact','planned',true), ('unhcr-registration','safe-house','planned',true), ('unhcr-registration','transit','planned',false), ('unhcr-registration','closed','planned',false),
  ('transit','safe-house','planned',true), ('transit','unhcr-registration','planned',true), ('transit','hanawon','planned',false), ('transit','closed','planned',false),
  ('hanawon','transit','planned',true), ('hanawon','closed','planned',false),
  ('contact','safe-house','override',true), ('contact','unhcr-registration','override',true),
  ('safe-house','contact','override',true), ('safe-house','unhcr-registration','override',true), ('safe-house','transit','override',true),
  ('unhcr-registration','contact','override',true), ('unhcr-registration','safe-house','override',true), ('unhcr-registration','transit','override',true),
  ('transit','safe-house','override',true), ('transit','unhcr-registration','override',true), ('transit','hanawon','override',true),
  ('hanawon','transit','override',true),
  ('contact','safe-house','emergency',true), ('contact','transit','emergency',true),
  ('safe-house','transit','emergency',true),
  ('unhcr-registration','safe-house','emergency',true), ('unhcr-registration','transit','emergency',true),
  ('transit','safe-house','emergency',true),
  ('hanawon','safe-house','emergency',true), ('hanawon','transit','emergency',true),
  ('closed','contact','reopen',true), ('closed','safe-house','reopen',true), ('closed','unhcr-registration','reopen',true), ('closed','transit','reopen',true), ('closed','hanawon','reopen',true);

-- Spells: no two that stand overlap, one is open, none is rewritten.
ALTER TABLE stage_spell
  ADD CONSTRAINT spell_reason_given CHECK (NOT needs_reason OR length(regexp_replace(coalesce(reason, ''), '^\s+|\s+$', '', 'g')) >= 3),
  ADD CONSTRAINT spell_ends_after_it_starts CHECK (until IS NULL OR until >= since),
  -- The range starts within what was said: a month may mean any of its days, never one outside of it.
  ADD CONSTRAINT spell_starts_within_what_was_said CHECK (since BETWEEN occurred_on AND CASE occurred_precision
    WHEN 'day' THEN occurred_on
    WHEN 'month' THEN (date_trunc('month', occurred_on::timestamp) + interval '1 month - 1 day')::date
    ELSE (date_trunc('year', occurred_on::timestamp) + interval '1 year - 1 day')::date END),
  ADD CONSTRAINT spell_outcome_when_closed CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
  ADD CONSTRAINT spell_outcome_known CHECK (outcome IN ('settled','resettled-elsewhere','withdrew','transferred','not-protected','lost-contact','forcibly-returned','deceased')),
  ADD CONSTRAINT spell_adverse_names_its_incident CHECK (outcome NOT IN ('lost-contact','forcibly-returned','deceased') OR incident_id IS NOT NULL),
  ADD CONSTRAINT spell_incident_only_when_closed CHECK (stage = 'closed' OR incident_id IS NULL),
  ADD CONSTRAINT spells_do_not_overlap EXCLUDE USING gist (case_id WITH =, daterange(since, until, '[)') WITH &&) WHERE (superseded_at IS NULL) DEFERRABLE INITIALLY DEFERRED;
CREATE UNIQUE INDEX stage_spell_sequence_once ON stage_spell (case_id, sequence) WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX stage_spell_one_open ON stage_spell (case_id) WHERE superseded_at IS NULL AND until IS NULL;

-- History is kept: of a spell, only its end and the moment it was superseded may be written, each once.
CREATE FUNCTION keep_spell() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.superseded_at IS NOT NULL
     OR (OLD.until IS NOT NULL AND NEW.until IS DISTINCT FROM OLD.until)
     OR (to_jsonb(NEW) - 'until' - 'superseded_at') <> (to_jsonb(OLD) - 'until' - 'superseded_at') THEN
    RAISE EXCEPTION 'a stage spell is history and cannot be rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_spell BEFORE UPDATE ON stage_spell FOR EACH ROW EXECUTE FUNCTION keep_spell();

-- At commit the standing spells of a case form one unbroken chain that ends where the case file says it stands.
CREATE FUNCTION check_spell_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  subject uuid;
  problem text;
BEGIN
  subject := CASE WHEN TG_TABLE_NAME = 'case_file' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'case_id')::uuid END;
  WITH standing AS (
    SELECT s.*,
           row_number() OVER w AS place,
           lag(s.stage) OVER w AS stage_before,
           lag(s.from_stage) OVER w AS from_before,
           lag(s.until) OVER w AS until_before,
           lead(s.sequence) OVER w IS NULL AS newest
    FROM public.stage_spell s
    WHERE s.case_id = subject AND s.superseded_at IS NULL
    WINDOW w AS (ORDER BY s.sequence)
  )
  SELECT CASE
      WHEN s.sequence <> s.place THEN 'spells are counted without gaps'
      WHEN s.from_stage <> coalesce(s.stage_before, 'start') THEN 'a spell starts where the one before it stood'
      WHEN s.kind = 'reopen' AND s.stage <> s.from_before THEN 'a case reopens at the stage that it was closed from'
      WHEN s.place > 1 AND s.since IS DISTINCT FROM s.until_before THEN 'a spell starts on the day on which the one before it ends'
      WHEN s.newest <> (s.until IS NULL) THEN 'only the newest spell is open'
      WHEN s.occurred_on > (now() AT TIME ZONE t.time_zone)::date THEN 'no move lies in the future of the team'
      WHEN s.newest AND (c.stage, c.stage_since) <> (s.stage, s.since) THEN 'the case file stands where its newest spell stands'
      WHEN s.newest AND c.outcome IS DISTINCT FROM s.outcome THEN 'the case file ends as its newest spell ends'
    END INTO problem
  FROM standing s
  JOIN public.case_file c ON c.id = s.case_id
  JOIN public.team t ON t.id = c.team_id
  ORDER BY 1 NULLS LAST
  LIMIT 1;
  IF NOT FOUND THEN
    problem := 'a case has at least one spell';
  END IF;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '%', problem USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_spell_chain AFTER INSERT OR UPDATE ON stage_spell
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_spell_chain();
CREATE CONSTRAINT TRIGGER check_spell_chain AFTER INSERT OR UPDATE OF stage, stage_since, outcome ON case_file
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_spell_chain();

-- Four eyes: nobody decides what they asked for, nor a plan that they wrote; nothing is decided twice.
ALTER TABLE approval_request
  ADD CONSTRAINT approval_kind_known CHECK (kind IN ('journey-plan')),
  ADD CONSTRAINT approval_decision_known CHECK (decision IN ('approved','returned','withdrawn')),
  ADD CONSTRAINT approval_decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  ADD CONSTRAINT approval_by_a_second_person CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_by <> asked_by);
CREATE UNIQUE INDEX approval_one_pending ON approval_request (case_id, kind) WHERE decision IS NULL;
ALTER TABLE move_review
  ADD CONSTRAINT review_decision_known CHECK (decision IN ('confirmed','corrected')),
  ADD CONSTRAINT review_decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  ADD CONSTRAINT review_by_a_second_person CHECK (decided_by <> asked_by);

CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.decision IS NOT NULL THEN
    RAISE EXCEPTION 'what was decided stays decided' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_decision BEFORE UPDATE ON approval_request FOR EACH ROW EXECUTE FUNCTION keep_decision();
CREATE TRIGGER keep_decision BEFORE UPDATE ON move_review FOR EACH ROW EXECUTE FUNCTION keep_decision();

CREATE FUNCTION check_plan_approver() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.decision IN ('approved', 'returned') AND EXISTS (
    SELECT FROM public.journey_plan p WHERE p.id = NEW.subject_id AND p.recorded_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'nobody decides a plan that they wrote' USING ERRCODE = 'check_violation';
  END IF;
  -- A request that comes in decided, from an import, is judged by the time of its decision.
  IF NEW.decision = 'approved' AND NEW.expires_at <= (CASE TG_OP WHEN 'INSERT' THEN NEW.decided_at ELSE now() END) THEN
    RAISE EXCEPTION 'the request has expired' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER check_plan_approver BEFORE INSERT OR UPDATE ON approval_request FOR EACH ROW EXECUTE FUNCTION check_plan_approver();

-- Houses: a planned placement has a bed of its own in a house that is not compromised, whoever races.
ALTER TABLE placement
  ADD CONSTRAINT placement_ends_after_it_starts CHECK (until IS NULL OR until >= since),
  ADD CONSTRAINT placement_emergency_has_a_reason CHECK (NOT emergency OR length(btrim(coalesce(reason, ''))) >= 3),
  ADD CONSTRAINT placement_bed_once EXCLUDE USING gist (house_id WITH =, bed WITH =, daterange(since, until, '[)') WITH &&) WHERE (superseded_at IS NULL AND NOT emergency),
  ADD CONSTRAINT placement_one_at_a_time EXCLUDE USING gist (case_id WITH =, daterange(since, until, '[)') WITH &&) WHERE (superseded_at IS NULL) DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION check_bed() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT NEW.emergency AND NOT EXISTS (
    SELECT FROM public.house h WHERE h.id = NEW.house_id AND NEW.bed BETWEEN 1 AND h.capacity AND h.compromised_at IS NULL) THEN
    RAISE EXCEPTION 'the house has no such bed, or is compromised' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER check_bed BEFORE INSERT ON placement FOR EACH ROW EXECUTE FUNCTION check_bed();

-- What is over stays over: a correction is never taken back by hand, an ended session and a used link never open again.
CREATE FUNCTION keep_over() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL
     AND to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM to_jsonb(OLD) ->> TG_ARGV[0] THEN
    RAISE EXCEPTION 'what is over stays over' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['contact','data_basis','screening','risk_assessment','placement','protection_step','arrival','note'] LOOP
    EXECUTE format('CREATE TRIGGER keep_over BEFORE UPDATE OF superseded_at ON %I FOR EACH ROW EXECUTE FUNCTION keep_over(''superseded_at'')', kept);
  END LOOP;
END
$$;
CREATE TRIGGER keep_over BEFORE UPDATE OF ended_at ON session FOR EACH ROW EXECUTE FUNCTION keep_over('ended_at');
CREATE TRIGGER keep_over BEFORE UPDATE OF used_at ON invitation FOR EACH ROW EXECUTE FUNCTION keep_over('used_at');

-- What the app may do. It owns nothing; history and the audit log it can only add to. Where a row has words that change,
-- only those columns may be written: who asked, who wrote, of which case, team or person a row is, nobody rewrites.
GRANT SELECT ON stage_move TO causeway_app;
GRANT SELECT, INSERT ON
  team, person, session, invitation, on_call_shift, household, case_file, identity, assignment, stage_spell, move_review,
  contact, data_basis, screening, risk_assessment, house, placement, protection_step, journey_plan, arrival,
  approval_request, incident, note, task, alert, submission, draft
  TO causeway_app;
GRANT UPDATE (name, time_zone, version) ON team TO causeway_app;
GRANT UPDATE (display_name, roles, team_id, disabled_at, version) ON person TO causeway_app;
GRANT UPDATE (last_seen_at, ended_at) ON session TO causeway_app;
GRANT UPDATE (expires_at, used_at) ON invitation TO causeway_app;
GRANT UPDATE (until_at) ON on_call_shift, assignment TO causeway_app;
GRANT UPDATE (stage, stage_since, outcome, group_code, sector, sex, birth_year_band, federal_district, enlisted,
  visa_purpose, passport_withheld, wages_withheld, version) ON case_file TO causeway_app;
GRANT UPDATE (hangul, latin, cyrillic, aliases, birth_year, phone, guardian, version, recorded_at) ON identity TO causeway_app;
GRANT UPDATE (until, superseded_at) ON stage_spell, placement TO causeway_app;
GRANT UPDATE (superseded_at) ON contact, data_basis, screening, risk_assessment, protection_step, arrival, note TO causeway_app;
GRANT UPDATE (compromised_at, version) ON house TO causeway_app;
GRANT UPDATE (spell_id, decision, comment, decided_by, decided_at, version) ON move_review TO causeway_app;
GRANT UPDATE (decision, comment, decided_by, decided_at, acknowledged, version) ON approval_request TO causeway_app;
GRANT UPDATE (closed_at, closed_by, version) ON incident TO causeway_app;
GRANT UPDATE (assignee_id, done_at, done_by, version) ON task TO causeway_app;
GRANT UPDATE (acknowledged_at) ON alert TO causeway_app;
GRANT UPDATE (result) ON submission TO causeway_app;
GRANT UPDATE (sealed, saved_at) ON draft TO causeway_app;
GRANT DELETE ON submission, draft, invitation TO causeway_app;
GRANT INSERT ON audit_entry TO causeway_app;
GRANT USAGE ON SEQUENCE audit_entry_id_seq TO causeway_app;

-- The log is only ever added to, by whoever can write to it.
CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER keep_audit BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();

RESET ROLE;
