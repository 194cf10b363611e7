-- Releases: numbers leave the house after a second person has seen exactly them. The house prepares (purpose `statistics`)
-- through functions of the law: it is told people without a name, code or id, and writes what came of it once.
SET ROLE causeway_owner;

CREATE TABLE release (
  id uuid CONSTRAINT release_pkey PRIMARY KEY,
  code text NOT NULL CONSTRAINT release_code_key UNIQUE CONSTRAINT release_code_shape CHECK (code ~ '^R-[a-z]{4,12}-[0-9]{2}$'),
  definition text NOT NULL CONSTRAINT release_definition_known CHECK (
    definition IN ('pathway','protection','durations','incidents','outcomes','shelter')),
  definition_version integer NOT NULL CHECK (definition_version > 0),
  tier text NOT NULL,
  threshold integer NOT NULL,
  first_on date NOT NULL,
  last_on date NOT NULL,
  state text NOT NULL DEFAULT 'preparing' CONSTRAINT release_state_known CHECK (state IN (
    'preparing','ready','refused','failed','cancelled','requested','approved','declined','withdrawn')),
  rung integer NOT NULL DEFAULT 0 CHECK (rung >= 0),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  taken_as uuid,
  taken_at timestamptz(3),
  why text CONSTRAINT release_why_known CHECK (why IN ('empty','unprotectable','overlap','failed','broken-off')),
  earlier uuid[] NOT NULL DEFAULT '{}',
  body text,
  content_hash bytea,
  report jsonb,
  asked_by uuid NOT NULL,
  asked_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  cancelled_by uuid,
  requested_by uuid,
  requested_at timestamptz(3),
  requested_hash bytea,
  recipient text CHECK (length(recipient) BETWEEN 1 AND 200),
  agreement text CHECK (length(agreement) BETWEEN 1 AND 200),
  expires_on date,
  decided_by uuid,
  decided_at timestamptz(3),
  approved_hash bytea,
  decline_reason text CONSTRAINT release_decline_reason_known CHECK (
    decline_reason IN ('tells-too-much','not-now','wrong-content','wrong-recipient')),
  released_on date,
  files_until timestamptz(3),
  withdrawn_by uuid,
  withdrawn_at timestamptz(3),
  withdraw_reason text CONSTRAINT release_withdraw_reason_known CHECK (withdraw_reason IN ('wrong-figures','agreement-ended','risk')),
  version integer NOT NULL DEFAULT 1,
  -- Never below 5, whoever asks.
  CONSTRAINT release_threshold_of_tier CHECK ((tier, threshold) IN (('public', 11), ('restricted', 5))),
  CONSTRAINT release_period_whole CHECK (
    extract(day FROM first_on) = 1 AND last_on > first_on AND extract(day FROM last_on + 1) = 1),
  -- What is looked at is what was prepared, and no other: the hash is over these very bytes.
  CONSTRAINT release_hash_of_body CHECK (
    (body IS NULL) = (content_hash IS NULL) AND (body IS NULL) = (report IS NULL) AND content_hash = sha256(convert_to(body, 'UTF8'))),
  CONSTRAINT release_with_content CHECK (
    (state IN ('preparing','refused','failed') AND body IS NULL)
    OR (state IN ('ready','requested','approved','declined','withdrawn') AND body IS NOT NULL) OR state = 'cancelled'),
  CONSTRAINT release_says_why CHECK ((state IN ('refused','failed')) = (why IS NOT NULL)),
  CONSTRAINT release_cancelled_whole CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL)),
  CONSTRAINT release_requested_whole CHECK (
    num_nonnulls(requested_by, requested_at, requested_hash) IN (0, 3)
    AND (state NOT IN ('requested','approved','declined','withdrawn') OR requested_by IS NOT NULL)
    AND requested_hash = content_hash),
  CONSTRAINT release_to_a_recipient CHECK (
    num_nonnulls(recipient, agreement, expires_on) = CASE WHEN tier = 'restricted' AND requested_by IS NOT NULL THEN 3 ELSE 0 END),
  CONSTRAINT release_decided_whole CHECK (
    (state IN ('approved','declined','withdrawn')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL)
    AND (state = 'declined') = (decline_reason IS NOT NULL)
    AND num_nonnulls(approved_hash, released_on, files_until) = CASE WHEN state IN ('approved','withdrawn') THEN 3 ELSE 0 END),
  CONSTRAINT release_of_what_was_requested CHECK (approved_hash = requested_hash),
  CONSTRAINT release_by_a_second_person CHECK (decided_by NOT IN (requested_by, asked_by)),
  CONSTRAINT release_withdrawn_whole CHECK (
    num_nonnulls(withdrawn_by, withdrawn_at, withdraw_reason) = CASE WHEN state = 'withdrawn' THEN 3 ELSE 0 END),
  -- A period leaves once in each tier, and what has left stays left.
  CONSTRAINT release_once EXCLUDE USING gist (definition WITH =, tier WITH =, daterange(first_on, last_on, '[]') WITH &&)
    WHERE (state IN ('preparing','ready','requested','approved','withdrawn'))
);
CREATE INDEX release_asked_at_id_idx ON release (asked_at, id);

CREATE TABLE release_defence (
  release_id uuid CONSTRAINT release_defence_pkey PRIMARY KEY
    CONSTRAINT release_defence_release_id_fkey REFERENCES release (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  counts jsonb NOT NULL
);

CREATE TABLE release_file (
  release_id uuid NOT NULL CONSTRAINT release_file_release_id_fkey REFERENCES release (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  name text NOT NULL CHECK (name ~ '^R-[a-z0-9_-]+(\.[a-z]{2})?\.(csv|xlsx|json|pdf)$'),
  media_type text NOT NULL CONSTRAINT release_file_media_type_known CHECK (media_type IN (
    'text/csv; charset=utf-8; header=present', 'application/json', 'application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  bytes bytea NOT NULL,
  sha256 bytea NOT NULL CONSTRAINT release_file_hash_of_bytes CHECK (sha256 = sha256(bytes)),
  CONSTRAINT release_file_pkey PRIMARY KEY (release_id, name)
);

CREATE TABLE release_fetch (
  id uuid CONSTRAINT release_fetch_pkey PRIMARY KEY,
  release_id uuid NOT NULL,
  name text NOT NULL,
  person_id uuid NOT NULL,
  fetched_at timestamptz(3) NOT NULL DEFAULT statement_timestamp(),
  CONSTRAINT release_fetch_release_id_name_fkey FOREIGN KEY (release_id, name) REFERENCES release_file (release_id, name)
    ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX release_fetch_release_id_fetched_at_idx ON release_fetch (release_id, fetched_at);

GRANT SELECT, INSERT (id, code, definition, definition_version, tier, threshold, first_on, last_on, asked_by),
  UPDATE (state, cancelled_by, requested_by, requested_hash, recipient, agreement, expires_on, decided_by, approved_hash,
    decline_reason, released_on, withdrawn_by, withdraw_reason) ON release TO causeway_app;
GRANT SELECT, INSERT ON release_file TO causeway_app;
GRANT SELECT, INSERT (id, release_id, name, person_id) ON release_fetch TO causeway_app;
GRANT SELECT, UPDATE (state, rung, tries, taken_as, taken_at, why, earlier, body, content_hash, report, first_on, last_on) ON release
  TO causeway_law;
GRANT INSERT ON release_defence TO causeway_law;
GRANT SELECT ON release, release_defence, release_file, release_fetch TO causeway_backup;
-- What statistics count by; of `incident`, `placement`, `stage_spell` and `case_file` the law reads everything already.
GRANT SELECT (case_id, purpose, ground, occurred_on, recorded_at, superseded_at) ON data_basis TO causeway_law;
GRANT SELECT (case_id, track, status, occurred_on, occurred_precision, recorded_at, expires_on, superseded_at) ON protection_step TO causeway_law;
CREATE POLICY law_counts_people ON data_basis FOR SELECT TO causeway_law USING (
  (SELECT law.purpose()) = 'statistics' OR (SELECT law.reaches_all('quality.read')));
CREATE POLICY law_counts_people ON protection_step FOR SELECT TO causeway_law USING (
  (SELECT law.purpose()) = 'statistics' OR (SELECT law.reaches_all('quality.read')));
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('quality.read','analyst','all'),
  ('release.approve','supervisor','all'), ('release.approve','director','all'),
  ('release.cancel','analyst','all'),
  ('release.fetch','analyst','all'), ('release.fetch','supervisor','all'), ('release.fetch','director','all'),
  ('release.prepare','analyst','all'),
  ('release.read','analyst','all'), ('release.read','supervisor','all'), ('release.read','director','all'),
  ('release.request','analyst','all'),
  ('release.withdraw','analyst','all'), ('release.withdraw','supervisor','all'), ('release.withdraw','director','all');

-- The cases whose newest word about statistics lets them be counted. Nobody is counted who was not asked.
CREATE VIEW law.counted AS
  SELECT c.id FROM public.case_file c WHERE (
    SELECT b.ground FROM public.data_basis b WHERE b.case_id = c.id AND b.purpose = 'statistics' AND b.superseded_at IS NULL
    ORDER BY b.occurred_on DESC, b.recorded_at DESC LIMIT 1) IN ('consent', 'vital-interest');

-- One row a person who is counted, without a name, code or id, in no order: lib/domain/releases/people.ts says the same. Told
-- to the house that makes statistics, and to nobody else.
CREATE FUNCTION law.counted_people() RETURNS TABLE ("group" text, sex text, spells jsonb, protection jsonb,
  incidents jsonb, placements jsonb) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.group_code, c.sex,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('stage', s.stage, 'since', s.since, 'until', s.until, 'outcome', s.outcome)
        ORDER BY s.sequence), '[]')
      FROM public.stage_spell s WHERE s.case_id = c.id AND s.superseded_at IS NULL),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('track', p.track, 'status', p.status, 'on', p.occurred_on, 'expiresOn', p.expires_on)
        ORDER BY p.occurred_on, p.recorded_at), '[]')
      FROM public.protection_step p WHERE p.case_id = c.id AND p.superseded_at IS NULL),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'severity', i.severity, 'on', i.occurred_on) ORDER BY i.occurred_on), '[]')
      FROM public.incident i WHERE i.case_id = c.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('since', h.since, 'until', h.until) ORDER BY h.since), '[]')
      FROM public.placement h WHERE h.case_id = c.id AND h.superseded_at IS NULL)
  FROM public.case_file c WHERE law.purpose() = 'statistics' AND c.id IN (SELECT n.id FROM law.counted n) ORDER BY gen_random_uuid()
$$;

-- How many people have a case and are not counted.
CREATE FUNCTION law.people_not_counted() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT pg_catalog.count(*)::integer FROM public.case_file c
  WHERE law.purpose() = 'statistics' AND c.id NOT IN (SELECT n.id FROM law.counted n)
$$;

-- Every day that the records say, with when it was written down: in this record, and first. What corrects the day of a stage is as
-- late as the word that it replaces, or nobody could ever put a late day right.
CREATE VIEW law.dated_record AS
  SELECT s.case_id, 'stage' AS field, s.occurred_on, s.occurred_precision = 'day' AS exact, s.recorded_at::date AS written,
    (SELECT min(f.recorded_at) FROM public.stage_spell f WHERE f.case_id = s.case_id AND f.sequence = s.sequence)::date AS first_written,
    false AS odd
  FROM public.stage_spell s WHERE s.superseded_at IS NULL
  UNION ALL SELECT i.case_id, 'incident', i.occurred_on, i.occurred_precision = 'day', i.recorded_at::date, i.recorded_at::date, false
  FROM public.incident i
  UNION ALL SELECT p.case_id, 'protection', p.occurred_on, p.occurred_precision = 'day', p.recorded_at::date, p.recorded_at::date,
    coalesce(p.expires_on < p.occurred_on, false)
  FROM public.protection_step p WHERE p.superseded_at IS NULL
  UNION ALL SELECT h.case_id, 'placement', h.since, true, h.recorded_at::date, h.recorded_at::date, coalesce(h.until - h.since > 1095, false)
  FROM public.placement h WHERE h.superseded_at IS NULL;

-- What the quality of records is judged by, one row a record and problem: what was never asked, what was written down more than a
-- week later, and days that cannot be. Counts are counts of it, and questions to workers (0022) are asked of it.
CREATE VIEW law.record_check AS
  SELECT c.id AS case_id, 'missing' AS problem, m.field, m.is_gap FROM public.case_file c, LATERAL (VALUES
    ('birth-year', c.birth_year_band IS NULL), ('sex', c.sex = 'unknown'), ('enlisted', c.enlisted = 'unknown'),
    ('passport', c.passport_withheld = 'unknown'), ('wages', c.wages_withheld = 'unknown'),
    ('statistics-basis', NOT EXISTS (SELECT FROM public.data_basis b
      WHERE b.case_id = c.id AND b.purpose = 'statistics' AND b.superseded_at IS NULL))) m (field, is_gap)
  UNION ALL SELECT d.case_id, 'late', d.field, d.first_written - d.occurred_on > 7 FROM law.dated_record d WHERE d.exact
  UNION ALL SELECT d.case_id, 'implausible', d.field, d.odd OR d.occurred_on > d.written + 1 OR d.occurred_on < '1990-01-01'
  FROM law.dated_record d;

-- How good the records are, as counts a field. Told to an analyst, who sees no case.
CREATE FUNCTION law.record_quality() RETURNS TABLE (problem text, field text, found integer, "of" integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.problem, r.field, (count(*) FILTER (WHERE r.is_gap))::integer, count(*)::integer FROM law.record_check r
  WHERE (SELECT law.reaches_all('quality.read')) GROUP BY r.problem, r.field
$$;

-- Takes the oldest release that waits to be prepared, and one whose preparation gave no sign of life for a minute: its server
-- was killed. `as_whom` names the attempt, so that one that was only slow writes nothing any more.
CREATE FUNCTION law.take_release(as_whom uuid) RETURNS TABLE (id uuid, definition text, tier text, first_on date, last_on date,
  tries integer, asked_by uuid) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.release r SET taken_as = as_whom, taken_at = statement_timestamp(), tries = r.tries + 1, rung = 0
  WHERE law.purpose() = 'statistics' AND r.id = (
    SELECT w.id FROM public.release w WHERE w.state = 'preparing'
      AND (w.taken_at IS NULL OR w.taken_at < statement_timestamp() - interval '1 minute')
    ORDER BY w.asked_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING r.id, r.definition, r.tier, r.first_on, r.last_on, r.tries, r.asked_by
$$;

-- Says how far an attempt is. False when it may not go on: cancelled, or overtaken.
CREATE FUNCTION law.tell_release(given uuid, as_whom uuid, tried integer) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.release r SET rung = greatest(r.rung, tried), taken_at = statement_timestamp()
    WHERE r.id = given AND r.taken_as = as_whom AND r.state = 'preparing' AND law.purpose() = 'statistics';
  RETURN FOUND;
END
$$;

-- What an attempt came to: the content and its defence, once.
CREATE FUNCTION law.keep_release(given uuid, as_whom uuid, from_on date, until_on date, content text, hash bytea, told jsonb, truth jsonb)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.release r SET state = 'ready', first_on = from_on, last_on = until_on, body = content, content_hash = hash, report = told
    WHERE r.id = given AND r.taken_as = as_whom AND r.state = 'preparing' AND law.purpose() = 'statistics';
  IF FOUND THEN
    INSERT INTO public.release_defence (release_id, counts) VALUES (given, truth);
    RETURN true;
  END IF;
  RETURN false;
END
$$;

-- Or why nothing came of it.
CREATE FUNCTION law.end_release(given uuid, as_whom uuid, ended text, because text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.release r SET state = ended, why = because
    WHERE r.id = given AND r.taken_as = as_whom AND r.state = 'preparing' AND law.purpose() = 'statistics';
  RETURN FOUND;
END
$$;

-- Which releases of a definition have left, in either tier; one that was withdrawn has left too.
CREATE FUNCTION law.left_before(given text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(pg_catalog.array_agg(r.id ORDER BY r.decided_at, r.id), '{}') FROM public.release r
  WHERE r.definition = given AND r.state IN ('approved', 'withdrawn')
$$;

-- Fixes with which releases an attempt is attacked together, and gives what they say, the oldest first.
CREATE FUNCTION law.earlier_releases(given uuid, as_whom uuid) RETURNS TABLE (body text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.release r SET earlier = law.left_before(r.definition)
    WHERE r.id = given AND r.taken_as = as_whom AND r.state = 'preparing' AND law.purpose() = 'statistics';
  IF FOUND THEN
    RETURN QUERY SELECT e.body FROM public.release r JOIN public.release e ON e.id = ANY (r.earlier)
      WHERE r.id = given ORDER BY e.decided_at, e.id;
  END IF;
END
$$;

-- A release goes forward only, each step changes what belongs to it, and in one's own name; lib/domain/releases/states.ts says
-- the same. What leaves was attacked together with all of its definition that had left before: two that were prepared side by
-- side do not both leave.
CREATE FUNCTION law.check_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  may_change text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'preparing' THEN
      RAISE EXCEPTION 'refused by "%"', 'release_only_forward' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  may_change := CASE OLD.state
    WHEN 'preparing' THEN '{first_on,last_on,rung,tries,taken_as,taken_at,why,earlier,body,content_hash,report,cancelled_by}'
    WHEN 'ready' THEN '{requested_by,requested_at,requested_hash,recipient,agreement,expires_on,cancelled_by}'
    WHEN 'requested' THEN '{decided_by,decided_at,approved_hash,decline_reason,released_on,files_until,cancelled_by}'
    WHEN 'approved' THEN '{withdrawn_by,withdrawn_at,withdraw_reason}'
    ELSE '{}' END;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('preparing', 'ready'), ('preparing', 'refused'), ('preparing', 'failed'), ('preparing', 'cancelled'),
    ('ready', 'requested'), ('ready', 'cancelled'),
    ('requested', 'approved'), ('requested', 'declined'), ('requested', 'cancelled'), ('approved', 'withdrawn')) THEN
    RAISE EXCEPTION 'refused by "%"', 'release_only_forward' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.state = OLD.state AND OLD.state <> 'preparing')
    OR pg_catalog.to_jsonb(NEW) - (may_change || '{state,version}'::text[])
      <> pg_catalog.to_jsonb(OLD) - (may_change || '{state,version}'::text[]) THEN
    RAISE EXCEPTION 'refused by "%"', 'release_stays_as_it_is' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state THEN
    NEW.version := OLD.version + 1;
  END IF;
  -- What nobody let go is not kept to be compared with the next preparation of the same period.
  IF NEW.state = 'cancelled' THEN
    NEW.body := NULL;
    NEW.content_hash := NULL;
    NEW.report := NULL;
  END IF;
  -- Whatever the writer said: the times are the database's own.
  IF NEW.state = 'requested' THEN
    NEW.requested_at := now();
  ELSIF NEW.state IN ('approved', 'declined') THEN
    NEW.decided_at := now();
  ELSIF NEW.state = 'withdrawn' THEN
    NEW.withdrawn_at := now();
  END IF;
  IF NEW.state = 'approved' THEN
    NEW.files_until := NEW.decided_at + interval '7 days';
    IF NEW.released_on NOT BETWEEN now()::date - 1 AND now()::date + 1 THEN
      RAISE EXCEPTION 'a release leaves on the day on which it is approved' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.expires_on < now()::date THEN
      RAISE EXCEPTION 'refused by "%"', 'release_agreement_over' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('release ' || NEW.definition, 0));
    IF NEW.earlier <> law.left_before(NEW.definition) THEN
      RAISE EXCEPTION 'refused by "%"', 'release_knows_all_before' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

REVOKE ALL ON law.counted, law.dated_record, law.record_check FROM PUBLIC;
REVOKE ALL ON FUNCTION law.counted_people(), law.people_not_counted(), law.record_quality(), law.take_release(uuid), law.tell_release(uuid, uuid, integer),
  law.keep_release(uuid, uuid, date, date, text, bytea, jsonb, jsonb), law.end_release(uuid, uuid, text, text), law.left_before(text),
  law.earlier_releases(uuid, uuid), law.check_release() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.counted_people(), law.people_not_counted(), law.take_release(uuid), law.tell_release(uuid, uuid, integer),
  law.keep_release(uuid, uuid, date, date, text, bytea, jsonb, jsonb), law.end_release(uuid, uuid, text, text),
  law.earlier_releases(uuid, uuid) TO causeway_jobs;
GRANT EXECUTE ON FUNCTION law.record_quality() TO causeway_app;
GRANT EXECUTE ON FUNCTION law.check_release() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
CREATE TRIGGER check_release BEFORE INSERT OR UPDATE ON release FOR EACH ROW EXECUTE FUNCTION law.check_release();

-- Guards. Before it is asked for, a release is the analysts'; then also of those who decide about it.
ALTER TABLE release ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON release FOR SELECT TO causeway_app USING (
  (SELECT law.reaches_all('release.prepare'))
  OR (state IN ('requested','approved','declined','withdrawn') AND (SELECT law.reaches_all('release.read'))));
-- Of a period that is over for a month: what is recorded late belongs to it.
CREATE POLICY app_adds ON release FOR INSERT TO causeway_app WITH CHECK (
  asked_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.prepare')) AND last_on + 30 < current_date);
CREATE POLICY app_changes ON release FOR UPDATE TO causeway_app USING ((SELECT law.reaches_all('release.read'))) WITH CHECK (CASE state
  WHEN 'cancelled' THEN cancelled_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.cancel'))
  WHEN 'requested' THEN requested_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.request'))
  WHEN 'approved' THEN decided_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.approve'))
  WHEN 'declined' THEN decided_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.approve'))
  WHEN 'withdrawn' THEN withdrawn_by = (SELECT law.me()) AND (SELECT law.reaches_all('release.withdraw'))
  ELSE false END);
CREATE POLICY law_reads ON release FOR SELECT TO causeway_law USING (true);
CREATE POLICY law_tells ON release FOR UPDATE TO causeway_law USING (state = 'preparing')
  WITH CHECK (state IN ('preparing','ready','refused','failed'));
CREATE POLICY backup_reads ON release FOR SELECT TO causeway_backup USING (true);

ALTER TABLE release_defence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY law_adds ON release_defence FOR INSERT TO causeway_law WITH CHECK ((SELECT law.purpose()) = 'statistics');
CREATE POLICY backup_reads ON release_defence FOR SELECT TO causeway_backup USING (true);

-- Made in the transaction that approves, by whom approves, and in no other; fetched for seven days.
ALTER TABLE release_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON release_file FOR SELECT TO causeway_app USING (
  (SELECT law.reaches_all('release.fetch')) AND EXISTS (SELECT FROM release r
    WHERE r.id = release_id AND r.state = 'approved' AND r.files_until > statement_timestamp()));
CREATE POLICY app_adds ON release_file FOR INSERT TO causeway_app WITH CHECK (
  (SELECT law.reaches_all('release.approve')) AND EXISTS (SELECT FROM release r WHERE r.id = release_id AND r.state = 'approved'
    AND r.decided_by = (SELECT law.me()) AND r.decided_at = now()::timestamptz(3)));
CREATE POLICY backup_reads ON release_file FOR SELECT TO causeway_backup USING (true);

ALTER TABLE release_fetch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON release_fetch FOR SELECT TO causeway_app USING ((SELECT law.reaches_all('release.read')));
CREATE POLICY app_adds ON release_fetch FOR INSERT TO causeway_app WITH CHECK (
  person_id = (SELECT law.me()) AND EXISTS (SELECT FROM release_file f WHERE f.release_id = release_fetch.release_id AND f.name = release_fetch.name));
CREATE POLICY backup_reads ON release_fetch FOR SELECT TO causeway_backup USING (true);
RESET ROLE;
