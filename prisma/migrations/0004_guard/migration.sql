-- Row-level security: what lib/domain/policy decides, decided once more by the database. A forgotten `where`, or SQL that
-- somebody smuggled in as the app's login, shows nothing that the signed context of the transaction does not reach.

-- Roles. The law owns what judges; jobs is what the house does by itself; the sealer and the backup only read.
DO $$
DECLARE named text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'causeway_law') THEN
    CREATE ROLE causeway_law NOLOGIN;
  END IF;
  IF NOT pg_catalog.pg_has_role(current_user, 'causeway_law', 'SET') THEN
    EXECUTE pg_catalog.format('GRANT causeway_law TO %I WITH SET TRUE', current_user);
  END IF;
  FOREACH named IN ARRAY ARRAY['causeway_jobs', 'causeway_sealer', 'causeway_backup'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = named) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I LOGIN', named);
    END IF;
  END LOOP;
END
$$;
CREATE SCHEMA law AUTHORIZATION causeway_law;
GRANT USAGE ON SCHEMA public TO causeway_law, causeway_jobs, causeway_sealer, causeway_backup;

SET ROLE causeway_law;
GRANT USAGE ON SCHEMA law TO causeway_owner, causeway_app, causeway_jobs;

-- The key that signs contexts, as the two padded keys of HMAC (RFC 2104). `causeway migrate` writes it; nobody else reads it.
CREATE TABLE law.context_key (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);

-- The rows of lib/domain/policy/grid.ts that are about cases and houses, and those of the log. A test compares.
CREATE TABLE law.grid (
  action text NOT NULL,
  role text NOT NULL,
  reach text NOT NULL CHECK (reach IN ('shared', 'opened', 'own', 'critical', 'team', 'all')),
  PRIMARY KEY (action, role)
);
INSERT INTO law.grid (action, role, reach) VALUES
  ('approval.decide','supervisor','team'),
  ('approval.list','supervisor','team'),
  ('approval.request','caseworker','own'), ('approval.request','supervisor','team'),
  ('arrival.record','caseworker','own'), ('arrival.record','supervisor','team'),
  ('audit.read','supervisor','team'), ('audit.read','auditor','all'),
  ('basis.record','caseworker','own'), ('basis.record','supervisor','team'),
  ('case.assign','supervisor','team'),
  ('case.close','caseworker','own'), ('case.close','supervisor','team'),
  ('case.close-adverse','supervisor','team'),
  ('case.correct','caseworker','own'), ('case.correct','supervisor','team'),
  ('case.create','caseworker','own'), ('case.create','supervisor','team'),
  ('case.edit','caseworker','own'),
  ('case.list','caseworker','own'), ('case.list','supervisor','team'),
  ('case.move','caseworker','own'), ('case.move','supervisor','team'),
  ('case.move-emergency','caseworker','own'), ('case.move-emergency','supervisor','team'), ('case.move-emergency','on-call','critical'),
  ('case.move-override','supervisor','team'), ('case.move-override','on-call','critical'),
  ('case.read','caseworker','own'), ('case.read','supervisor','team'), ('case.read','on-call','critical'),
  ('case.read-identity','caseworker','own'), ('case.read-identity','supervisor','opened'), ('case.read-identity','on-call','opened'),
  ('case.reopen','caseworker','own'), ('case.reopen','supervisor','team'),
  ('contact.record','caseworker','own'), ('contact.record','supervisor','team'),
  ('house.create','supervisor','team'),
  ('house.list','caseworker','own'), ('house.list','supervisor','team'), ('house.list','on-call','team'),
  ('incident.close','caseworker','own'), ('incident.close','supervisor','team'),
  ('incident.report','caseworker','own'), ('incident.report','supervisor','team'), ('incident.report','on-call','team'),
  ('journey.plan','caseworker','own'), ('journey.plan','supervisor','team'),
  ('note.write','caseworker','own'), ('note.write','supervisor','team'), ('note.write','on-call','critical'),
  ('placement.record','caseworker','own'), ('placement.record','supervisor','team'), ('placement.record','on-call','critical'),
  ('protection.record','caseworker','own'), ('protection.record','supervisor','team'),
  ('risk.record','caseworker','own'), ('risk.record','supervisor','team'),
  ('screening.record','caseworker','own'), ('screening.record','supervisor','team'),
  ('task.complete','caseworker','own'), ('task.complete','supervisor','team'), ('task.complete','on-call','critical'),
  ('task.create','caseworker','own'), ('task.create','supervisor','team'), ('task.create','on-call','critical'),
  ('task.list','caseworker','own'), ('task.list','supervisor','team');

-- Who acts in this transaction: what the server signed, or nothing. Bound to a short time, so that a context that leaked
-- is worth nothing a moment later; compared with now(), the transaction's own start.
CREATE FUNCTION law.context(OUT kind text, OUT subject text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  parts text[] := pg_catalog.string_to_array(pg_catalog.current_setting('causeway.context', true), '.');
  held law.context_key;
  until timestamptz;
BEGIN
  IF pg_catalog.cardinality(parts) IS DISTINCT FROM 5 THEN
    RETURN;
  END IF;
  -- Without a key there is no right signature. What bears one was written by the server, and has the shape that it writes.
  SELECT * INTO held FROM law.context_key;
  IF parts[5] IS DISTINCT FROM pg_catalog.encode(pg_catalog.sha256(held.outer_pad || pg_catalog.sha256(
    held.inner_pad || pg_catalog.convert_to(pg_catalog.array_to_string(parts[1:4], '.'), 'UTF8'))), 'hex') THEN
    RETURN;
  END IF;
  until := pg_catalog.to_timestamp(parts[4]::double precision / 1000);
  IF until <= now() OR until > now() + interval '2 minutes' THEN
    RETURN;
  END IF;
  kind := parts[2];
  subject := parts[3];
END
$$;

-- The person whom the context names; null for everybody and everything else.
CREATE FUNCTION law.named() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.subject::uuid FROM law.context() c WHERE c.kind = 'person'
$$;

-- The same while they may work.
CREATE FUNCTION law.me() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id FROM public.person p WHERE p.id = law.named() AND p.disabled_at IS NULL
$$;

-- Begins a transaction's context. Says whether the database believes it, and whether the person may still work.
CREATE FUNCTION law.enter(said text) RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  entering text;
BEGIN
  PERFORM pg_catalog.set_config('causeway.context', said, true);
  entering := (SELECT c.kind FROM law.context() c);
  RETURN CASE
    WHEN entering IS NULL THEN 'unknown'
    WHEN entering = 'person' AND law.me() IS NULL THEN 'disabled'
    ELSE 'known' END;
END
$$;

-- The purpose of the context when the system itself acts; null otherwise.
CREATE FUNCTION law.purpose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.subject FROM law.context() c WHERE c.kind = 'system'
$$;

-- Who the context is while they may work, of which team, and every reach that they have for any of the actions: one a
-- role, and the duty's. As decide() does it. By the time of the statement and not of the transaction: whoever waited for a
-- lock is judged by what holds then.
CREATE FUNCTION law.standing(actions text[], OUT me uuid, OUT team uuid, OUT mine text[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  entered record := law.context();
  held text[];
BEGIN
  mine := '{}';
  IF entered.kind IS DISTINCT FROM 'person' THEN
    RETURN;
  END IF;
  SELECT p.id, p.team_id, p.roles INTO me, team, held FROM public.person p
    WHERE p.id = entered.subject::uuid AND p.disabled_at IS NULL;
  IF held && '{caseworker,supervisor,director}' AND EXISTS (
    SELECT FROM public.on_call_shift o WHERE o.person_id = me AND o.team_id = team
      AND o.from_at <= statement_timestamp() AND o.until_at > statement_timestamp()) THEN
    held := held || 'on-call'::text;
  END IF;
  mine := ARRAY (SELECT g.reach FROM law.grid g WHERE g.action = ANY (actions) AND g.role = ANY (held));
END
$$;

-- Who carries which case now, by the time of the statement. lib/server/holds-now.ts says the same to the app.
CREATE VIEW law.carried AS
  SELECT a.person_id, a.case_id FROM public.assignment a
  WHERE a.from_at <= statement_timestamp() AND (a.until_at IS NULL OR a.until_at > statement_timestamp());

-- The cases that the context reaches for any of the actions: the one that is open to a guest today, those it carries, those
-- of the team that it holds open by break-glass (0005), on duty the critical ones of the team, or all of the team.
CREATE FUNCTION law.cases(VARIADIC actions text[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path = '' AS $$
DECLARE
  stands record := law.standing(actions);
BEGIN
  IF 'shared' = ANY (stands.mine) THEN
    RETURN QUERY SELECT o.case_id FROM law.open_to_me() o
      WHERE 'guest.read' = ANY (actions) OR o.sections && ARRAY (
        SELECT pg_catalog.split_part(action, '-', 2) FROM pg_catalog.unnest(actions) action);
  END IF;
  IF 'own' = ANY (stands.mine) THEN
    RETURN QUERY SELECT a.case_id FROM law.carried a WHERE a.person_id = stands.me;
  END IF;
  IF 'opened' = ANY (stands.mine) THEN
    RETURN QUERY SELECT b.case_id FROM public.break_glass b JOIN public.case_file c ON c.id = b.case_id
      WHERE b.person_id = stands.me AND b.until_at > statement_timestamp() AND c.team_id = stands.team;
  END IF;
  IF 'team' = ANY (stands.mine) THEN
    RETURN QUERY SELECT c.id FROM public.case_file c WHERE c.team_id = stands.team;
  ELSIF 'critical' = ANY (stands.mine) THEN
    RETURN QUERY SELECT i.case_id FROM public.incident i JOIN public.case_file c ON c.id = i.case_id
      WHERE i.severity = 'critical' AND i.closed_at IS NULL AND c.team_id = stands.team;
  END IF;
END
$$;

-- The teams whose houses the context reaches: one's own, and those of the cases that one carries.
CREATE FUNCTION law.teams(VARIADIC actions text[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
DECLARE
  stands record := law.standing(actions);
BEGIN
  IF stands.mine && '{own,team,critical}' AND stands.team IS NOT NULL THEN
    RETURN NEXT stands.team;
  END IF;
  IF 'own' = ANY (stands.mine) THEN
    RETURN QUERY SELECT DISTINCT c.team_id FROM law.carried a JOIN public.case_file c ON c.id = a.case_id WHERE a.person_id = stands.me;
  END IF;
END
$$;

-- True when a role of the context reaches everything for an action.
CREATE FUNCTION law.reaches_all(action text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT 'all' = ANY (s.mine) FROM law.standing(ARRAY[action]) s
$$;

-- Whether a case bears an id already, whoever may see it. The ids are random: this tells no more than the primary key does.
CREATE FUNCTION law.is_taken(new_case uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.case_file c WHERE c.id = new_case)
$$;

-- Whether the context may give a case that is not there yet to a person: a caseworker to themselves, a supervisor to a
-- colleague of the team. The first assignment comes before the case, so that its writer may read what they wrote.
CREATE FUNCTION law.may_open_for(new_case uuid, worker uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT NOT law.is_taken(new_case)
    AND NOT EXISTS (SELECT FROM public.assignment a WHERE a.case_id = new_case)
    AND CASE
      WHEN 'team' = ANY (s.mine) THEN EXISTS (
        SELECT FROM public.person w WHERE w.id = worker AND w.team_id = s.team AND w.disabled_at IS NULL)
      WHEN 'own' = ANY (s.mine) THEN worker = s.me
      ELSE false END
  FROM law.standing('{case.create}') s
$$;

-- Whether a case that is being opened is the context's own: of its team, and given to somebody by it just now.
CREATE FUNCTION law.may_open(new_case uuid, team uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.mine && '{own,team}' AND s.team = may_open.team
    AND EXISTS (SELECT FROM public.assignment a WHERE a.case_id = new_case)
  FROM law.standing('{case.create}') s
$$;

-- The beds that are taken in the houses within reach, by whomever: a free bed must not depend on whose cases one sees.
CREATE FUNCTION law.taken_beds() RETURNS TABLE (house_id uuid, bed integer, since date, until date) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.house_id, p.bed, p.since, p.until
  FROM public.house h JOIN public.placement p ON p.house_id = h.id
  WHERE p.superseded_at IS NULL AND h.team_id = ANY (ARRAY (SELECT law.teams('house.list', 'placement.record')))
$$;

-- How many people of a household have a case, for whoever reaches one of them: that there are others, not who they are.
CREATE FUNCTION law.household_size(household uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT pg_catalog.count(*)::integer FROM public.case_file c WHERE c.household_id = household AND EXISTS (
    SELECT FROM public.case_file mine WHERE mine.household_id = household AND mine.id IN (SELECT law.cases('case.read')))
$$;

-- The codes of the cases about which something rings for the context: whoever cannot reach such a case learns its code only.
CREATE FUNCTION law.ringing_codes() RETURNS TABLE (case_id uuid, code text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT c.id, c.code FROM public.alert a JOIN public.case_file c ON c.id = a.case_id
  WHERE a.person_id = law.me() AND a.acknowledged_at IS NULL
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA law FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA law TO causeway_app, causeway_jobs, causeway_owner;
RESET ROLE;

-- The judges that look at rows beyond the one that is written do so as the law, whatever the writer may see.
GRANT CREATE ON SCHEMA public TO causeway_law;
SET ROLE causeway_owner;
DO $$
DECLARE judge text;
BEGIN
  FOREACH judge IN ARRAY ARRAY['check_spell_chain', 'check_plan_approver', 'check_bed'] LOOP
    EXECUTE format('ALTER FUNCTION public.%I() SECURITY DEFINER', judge);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION public.%I() FROM PUBLIC', judge);
  END LOOP;
END
$$;
RESET ROLE;
ALTER FUNCTION check_spell_chain() OWNER TO causeway_law;
ALTER FUNCTION check_plan_approver() OWNER TO causeway_law;
ALTER FUNCTION check_bed() OWNER TO causeway_law;
REVOKE CREATE ON SCHEMA public FROM causeway_law;

SET ROLE causeway_owner;
-- What the law reads.
GRANT SELECT ON team, person, on_call_shift, assignment, case_file, incident, stage_spell, journey_plan, house, placement, alert
  TO causeway_law;

-- Guards. Each table with the actions that let its rows be seen, added and changed; nobody deletes a row of a case.
DO $$
DECLARE
  moves CONSTANT text := 'case.create,case.move,case.move-emergency,case.move-override,case.close,case.close-adverse,case.correct,case.reopen';
  work CONSTANT text := moves || ',approval.decide,approval.request,arrival.record,basis.record,case.assign,contact.record,'
    'journey.plan,placement.record,protection.record,risk.record,screening.record,task.complete,task.create';
  -- On duty one may report about any case of the team: that reaches the case's own row and its alerts, and no other.
  work_or_report CONSTANT text := work || ',incident.report';
  guarded record;
  within text;
BEGIN
  FOR guarded IN
    SELECT * FROM (VALUES
      ('identity',         'case.read-identity',           'case.create',                             'case.edit'),
      ('stage_spell',      'case.read',                    moves,                                   moves),
      ('move_review',      'case.read,approval.list',      'case.move-emergency,case.move-override',  'move.review,case.correct'),
      ('contact',          'case.read,guest.read-contacts',                    'contact.record,case.create',              'contact.record'),
      ('data_basis',       'case.read',                    'basis.record',                            'basis.record'),
      ('screening',        'case.read,guest.read-assessments',                    'screening.record',                        'screening.record'),
      ('risk_assessment',  'case.read,guest.read-assessments',                    'risk.record',                             'risk.record'),
      ('placement',        'case.read',                    'placement.record',                        'placement.record,' || moves),
      ('protection_step',  'case.read,guest.read-protection',                    'protection.record',                       'protection.record'),
      ('journey_plan',     'case.read,approval.list',      'journey.plan',                            'journey.plan'),
      ('arrival',          'case.read',                    'arrival.record',                          'arrival.record'),
      ('approval_request', 'case.read,approval.list',      'approval.request',                        'approval.request,approval.decide,journey.plan'),
      ('incident',         'case.read,guest.read-incidents',                    'incident.report',                         'incident.close'),
      ('note',             'case.read,guest.read-notes',                    'note.write',                              'note.write'),
      ('task',             'case.read,task.list',          work,                                    work)
    ) AS listed (named, reads, inserts, updates)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded.named);
    within := 'case_id IN (SELECT law.cases(VARIADIC %L::text[]))';
    EXECUTE format('CREATE POLICY app_reads ON %I FOR SELECT TO causeway_app USING (' || within || ')',
      guarded.named, string_to_array(guarded.reads, ','));
    EXECUTE format('CREATE POLICY app_adds ON %I FOR INSERT TO causeway_app WITH CHECK (' || within || ')',
      guarded.named, string_to_array(guarded.inserts, ','));
    EXECUTE format('CREATE POLICY app_changes ON %I FOR UPDATE TO causeway_app USING (' || within || ')',
      guarded.named, string_to_array(guarded.updates, ','));
  END LOOP;

  -- Whoever may do anything with a case may know that it is there; what it holds stands in the tables above.
  EXECUTE format('CREATE POLICY app_reads ON case_file FOR SELECT TO causeway_app USING (
    id IN (SELECT law.cases(VARIADIC %L::text[])))',
    string_to_array('case.read,case.edit,case.share,case.end-sharing,guest.read,' || work_or_report, ','));
  EXECUTE format('CREATE POLICY app_changes ON case_file FOR UPDATE TO causeway_app USING (
    id IN (SELECT law.cases(VARIADIC %L::text[])))',
    string_to_array('case.edit,case.share,case.end-sharing,incident.close,note.write,' || work_or_report, ','));
  EXECUTE format('CREATE POLICY app_reads ON assignment FOR SELECT TO causeway_app USING (
    case_id IN (SELECT law.cases(VARIADIC %L::text[])))', string_to_array('case.read,case.edit,' || work_or_report, ','));
  EXECUTE format('CREATE POLICY app_adds ON alert FOR INSERT TO causeway_app WITH CHECK (
    raised_by = (SELECT law.me()) AND case_id IN (SELECT law.cases(VARIADIC %L::text[])))', string_to_array(work_or_report, ','));
END
$$;

ALTER TABLE case_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_adds ON case_file FOR INSERT TO causeway_app WITH CHECK (law.may_open(id, team_id));

ALTER TABLE assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_adds ON assignment FOR INSERT TO causeway_app WITH CHECK (
  case_id IN (SELECT law.cases('case.assign')) OR law.may_open_for(case_id, person_id));
CREATE POLICY app_changes ON assignment FOR UPDATE TO causeway_app USING (
  case_id IN (SELECT law.cases('case.assign')));

-- An alert is its person's, also when the case is out of their reach.
ALTER TABLE alert ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON alert FOR SELECT TO causeway_app USING (
  person_id = (SELECT law.me()) OR case_id IN (SELECT law.cases('case.read')));
CREATE POLICY app_changes ON alert FOR UPDATE TO causeway_app USING (person_id = (SELECT law.me()));

ALTER TABLE household ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON household FOR SELECT TO causeway_app USING (
  EXISTS (SELECT FROM case_file c WHERE c.household_id = household.id));
CREATE POLICY app_adds ON household FOR INSERT TO causeway_app WITH CHECK ((SELECT law.me()) IS NOT NULL);

ALTER TABLE house ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON house FOR SELECT TO causeway_app USING (
  team_id = ANY (ARRAY (SELECT law.teams('house.list', 'placement.record'))));
CREATE POLICY app_adds ON house FOR INSERT TO causeway_app WITH CHECK (
  team_id = ANY (ARRAY (SELECT law.teams('house.create'))));
CREATE POLICY app_changes ON house FOR UPDATE TO causeway_app USING (
  team_id = ANY (ARRAY (SELECT law.teams('house.create', 'placement.record'))));

-- What somebody typed and what they sent is theirs alone, to the end of the transaction in which they lose their own rights
-- too; the house sweeps it by itself when its time is over.
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['draft', 'submission'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', kept);
    EXECUTE format('CREATE POLICY app_keeps ON %I FOR ALL TO causeway_app USING (person_id = (SELECT law.named()))', kept);
    EXECUTE format('CREATE POLICY jobs_see ON %I FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = ''retention'')', kept);
    EXECUTE format('CREATE POLICY jobs_sweep ON %I FOR DELETE TO causeway_jobs USING ((SELECT law.purpose()) = ''retention'')', kept);
  END LOOP;
END
$$;
REVOKE DELETE ON submission, invitation FROM causeway_app;
GRANT SELECT, DELETE ON draft, submission, invitation TO causeway_jobs;

-- The log: written in one's own name only, read by the auditor, and by a supervisor for the team's cases.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY adds ON audit_entry FOR INSERT TO causeway_app, causeway_jobs WITH CHECK (
  (SELECT c.kind IS NOT NULL FROM law.context() c)
  AND actor IS NOT DISTINCT FROM (SELECT law.named()));
CREATE POLICY app_reads ON audit_entry FOR SELECT TO causeway_app USING (
  (SELECT law.reaches_all('audit.read')) OR subject = ANY (ARRAY (SELECT c::text FROM law.cases('audit.read') c)));
CREATE POLICY sealer_reads ON audit_entry FOR SELECT TO causeway_sealer USING (true);
GRANT SELECT ON audit_entry TO causeway_app, causeway_sealer;
GRANT INSERT ON audit_entry TO causeway_jobs;
GRANT USAGE ON SEQUENCE audit_entry_id_seq TO causeway_jobs;

-- The law reads what it judges by, the backup reads everything; neither is kept from a row.
DO $$
DECLARE kept record;
BEGIN
  FOR kept IN
    SELECT c.relname AS named, c.relrowsecurity AS guarded, has_table_privilege('causeway_law', c.oid, 'SELECT') AS judged
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relowner = 'causeway_owner'::regrole
  LOOP
    EXECUTE format('GRANT SELECT ON %I TO causeway_backup', kept.named);
    IF kept.guarded THEN
      EXECUTE format('CREATE POLICY backup_reads ON %I FOR SELECT TO causeway_backup USING (true)', kept.named);
      IF kept.judged THEN
        EXECUTE format('CREATE POLICY law_reads ON %I FOR SELECT TO causeway_law USING (true)', kept.named);
      END IF;
    END IF;
  END LOOP;
END
$$;
RESET ROLE;
