-- What the house does by itself, for one purpose of a closed list at a time. lib/domain/policy/roles.ts names them all; what
-- none of these policies names, no purpose reaches.

-- An alert that nobody answers climbs a ladder: lib/domain/work/ladder.ts says the same.
SET ROLE causeway_owner;
ALTER TABLE alert
  -- All that rings about one thing. Each alert that is there already is one of its own.
  ADD COLUMN raising_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN step text NOT NULL DEFAULT 'raised',
  ADD COLUMN rung_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD CONSTRAINT alert_step_known CHECK (step IN ('raised', 'rota', 'supervisors', 'directors')),
  -- Whoever raised it, raised all of it: nobody slips an alert of their own under somebody else's, to answer for it.
  ADD CONSTRAINT alert_raised_by_one EXCLUDE USING gist (raising_id WITH =, raised_by WITH <>);
ALTER TABLE alert ALTER COLUMN raising_id DROP DEFAULT;
-- It rings for nobody twice, of however many servers at once.
CREATE UNIQUE INDEX alert_raising_id_person_id_key ON alert (raising_id, person_id);
-- What the watch looks through every minute.
CREATE INDEX alert_unanswered_idx ON alert (rung_at) WHERE acknowledged_at IS NULL;
CREATE TRIGGER keep_over BEFORE UPDATE OF acknowledged_at ON alert FOR EACH ROW EXECUTE FUNCTION keep_over('acknowledged_at');
-- People raise alerts, in their own name and unanswered; only the house climbs the ladder.
CREATE POLICY app_raises ON alert AS RESTRICTIVE FOR INSERT TO causeway_app WITH CHECK (
  step = 'raised' AND acknowledged_at IS NULL AND rung_at <= now() + interval '1 minute' AND raised_by = (SELECT law.me()));
RESET ROLE;

SET ROLE causeway_law;
-- Who stands on the rungs of the ladder for an alert and was not rung yet; on the rota in the order of their turns. It says so
-- to the house that escalates, and to nobody else.
CREATE FUNCTION law.ladder(raising uuid) RETURNS TABLE (step text, person_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH raised AS (
    SELECT a.raised_by, a.kind, a.about_person_id, coalesce(c.team_id, w.team_id) AS team_id FROM public.alert a
    LEFT JOIN public.case_file c ON c.id = a.case_id LEFT JOIN public.person w ON w.id = a.about_person_id
    WHERE a.raising_id = ladder.raising AND law.purpose() = 'escalation' LIMIT 1
  ), free AS (
    SELECT p.id, r.team_id, p.roles, p.team_id = r.team_id AS near FROM raised r, public.person p
    WHERE p.disabled_at IS NULL AND p.id <> r.raised_by AND p.id IS DISTINCT FROM r.about_person_id
      -- What rings about the same colleague already rings for them once.
      AND NOT EXISTS (SELECT FROM public.alert a WHERE a.person_id = p.id AND (a.raising_id = ladder.raising
        OR (a.about_person_id = r.about_person_id AND a.kind = r.kind AND a.acknowledged_at IS NULL)))
  )
  SELECT rung.step, rung.id FROM (
    SELECT 'rota' AS step, f.id, min(s.from_at) AS turn FROM free f
      JOIN public.on_call_shift s ON s.person_id = f.id AND s.team_id = f.team_id
      WHERE f.near AND f.roles && '{caseworker,supervisor,director}' AND s.until_at > statement_timestamp() GROUP BY f.id
    UNION ALL SELECT 'supervisors', f.id, NULL FROM free f WHERE f.near AND 'supervisor' = ANY (f.roles)
    UNION ALL SELECT 'directors', f.id, NULL FROM free f WHERE 'director' = ANY (f.roles)
  ) rung ORDER BY rung.turn, rung.id
$$;

-- Whether the house may let an alert ring for somebody more: of a raising as it is, a rung further up, ten minutes after it
-- rang last, and while nobody has answered.
CREATE FUNCTION law.may_ring(ring public.alert) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.acknowledged_at IS NULL AND ring.rung_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute'
    AND EXISTS (SELECT FROM law.ladder(ring.raising_id) l WHERE l.step = ring.step AND l.person_id = ring.person_id)
    AND NOT EXISTS (
      SELECT FROM public.alert a WHERE a.raising_id = ring.raising_id AND (
        a.acknowledged_at IS NOT NULL OR a.rung_at > statement_timestamp() - interval '10 minutes'
        OR (a.case_id, a.about_person_id, a.kind, a.raised_by, a.raised_at)
          IS DISTINCT FROM (ring.case_id, ring.about_person_id, ring.kind, ring.raised_by, ring.raised_at)
        OR array_position('{raised,rota,supervisors,directors}'::text[], a.step)
          >= array_position('{raised,rota,supervisors,directors}'::text[], ring.step)))
$$;
-- What still rings for the context although somebody has answered: that it is so, not who. Whoever was woken may see no other row of it.
CREATE FUNCTION law.answered() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT mine.raising_id FROM public.alert mine WHERE mine.person_id = law.me() AND mine.acknowledged_at IS NULL AND EXISTS (
    SELECT FROM public.alert other WHERE other.raising_id = mine.raising_id AND other.acknowledged_at IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION law.ladder(uuid), law.may_ring(public.alert), law.answered() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.answered() TO causeway_app;
GRANT EXECUTE ON FUNCTION law.ladder(uuid), law.may_ring(public.alert) TO causeway_jobs;
RESET ROLE;

SET ROLE causeway_owner;
GRANT SELECT, INSERT ON alert TO causeway_jobs;
CREATE POLICY jobs_watch ON alert FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = 'escalation');
CREATE POLICY jobs_ring ON alert FOR INSERT TO causeway_jobs WITH CHECK (
  (SELECT law.purpose()) = 'escalation' AND law.may_ring(alert));

-- One-time links are swept as drafts are, for retention only; who may make and use one, the app decides.
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON invitation FOR SELECT TO causeway_app USING ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY app_adds ON invitation FOR INSERT TO causeway_app WITH CHECK ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY app_changes ON invitation FOR UPDATE TO causeway_app USING ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY jobs_see ON invitation FOR SELECT TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY jobs_sweep ON invitation FOR DELETE TO causeway_jobs USING ((SELECT law.purpose()) = 'retention');
CREATE POLICY backup_reads ON invitation FOR SELECT TO causeway_backup USING (true);
RESET ROLE;
