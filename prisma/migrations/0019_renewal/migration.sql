-- A case gets a new key, and its texts are sealed anew while everybody works (`causeway keys renew`). What is sealed in rows that
-- nobody may rewrite is rewritten for this one purpose: one case at a time, the sealed text alone, and never another column.
SET ROLE causeway_law;
-- The case that bears a code, and what of it has keys of its own. Told to the renewal only.
CREATE FUNCTION law.case_to_renew(asked text, OUT case_id uuid, OUT incidents uuid[], OUT plans uuid[], OUT forgotten boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF law.purpose() IS DISTINCT FROM 'renewal' THEN
    RAISE EXCEPTION 'whose keys are to be renewed is told to the renewal only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  case_id := (SELECT c.id FROM public.case_file c WHERE c.code = asked);
  incidents := ARRAY (SELECT i.id FROM public.incident i WHERE i.case_id = case_to_renew.case_id);
  plans := ARRAY (SELECT p.id FROM public.journey_plan p WHERE p.case_id = case_to_renew.case_id AND p.forgotten_at IS NULL);
  forgotten := EXISTS (SELECT FROM public.forgetting f WHERE f.kind = 'case' AND f.codes[1] = asked);
END
$$;

-- Judges what the renewal writes: nothing but sealed columns, named as arguments. The same text has the same length when it is
-- sealed again, and none appears or goes.
CREATE FUNCTION law.only_reseals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  stood CONSTANT jsonb := to_jsonb(OLD);
  stands CONSTANT jsonb := to_jsonb(NEW);
BEGIN
  IF stands - TG_ARGV <> stood - TG_ARGV OR EXISTS (
    SELECT FROM unnest(TG_ARGV) kept WHERE length(stands ->> kept) IS DISTINCT FROM length(stood ->> kept)) THEN
    RAISE EXCEPTION 'a renewal seals texts anew and changes nothing else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION law.case_to_renew(text), law.only_reseals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.case_to_renew(text), law.named_case() TO causeway_jobs;
GRANT EXECUTE ON FUNCTION law.only_reseals() TO causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
-- Every table with texts of a case; a test compares with lib/server/vault/sealed-fields.ts.
DO $$
DECLARE
  sealed record;
  ours CONSTANT text := '(SELECT law.purpose()) = ''renewal'' AND case_id = (SELECT law.named_case())';
BEGIN
  FOR sealed IN
    SELECT * FROM (VALUES
      ('approval_request',  'id, subject_id', 'snapshot, comment'),
      ('arrival',           'id',             'confirmed_by'),
      ('break_glass',       'id',             'reason, comment'),
      ('contact',           'id',             'civic_group, safe_hours, safe_way'),
      ('data_basis',        'id',             'explanation'),
      ('document',          'id',             'removal_reason'),
      ('document_content',  'document_id',    'name, note, content_key'),
      ('draft',             'id',             'sealed'),
      ('identity',          'case_id',        'hangul, latin, cyrillic, aliases, birth_year, phone, guardian'),
      ('incident',          'id',             'account'),
      ('journey_route',     'plan_id',        'route, fallbacks, escort'),
      ('note',              'id',             'body'),
      ('placement',         'id',             'reason'),
      ('protection_number', 'step_id',        'reference'),
      ('risk_assessment',   'id',             'refoulement, health, exposure, dependants, explanation'),
      ('screening',         'id',             'explanation'),
      ('stage_spell',       'id',             'reason'),
      ('task',              'id',             'title')
    ) AS listed (named, found_by, texts)
  LOOP
    EXECUTE format('GRANT SELECT (case_id, %2$s, %3$s), UPDATE (%3$s) ON %1$I TO causeway_jobs', sealed.named, sealed.found_by, sealed.texts);
    EXECUTE format('CREATE POLICY jobs_renewal_sees ON %I FOR SELECT TO causeway_jobs USING (%s)', sealed.named, ours);
    EXECUTE format('CREATE POLICY jobs_renewal_seals ON %I FOR UPDATE TO causeway_jobs USING (%s)', sealed.named, ours);
    EXECUTE format('CREATE TRIGGER only_reseals BEFORE UPDATE ON %I FOR EACH ROW WHEN (law.purpose() = ''renewal'') EXECUTE FUNCTION law.only_reseals(%s)',
      sealed.named, sealed.texts);
  END LOOP;
END
$$;

-- Those that keep what was said as it was said judge everybody else.
CREATE OR REPLACE TRIGGER keep_spell BEFORE UPDATE ON stage_spell FOR EACH ROW
  WHEN (law.purpose() IS DISTINCT FROM 'renewal') EXECUTE FUNCTION keep_spell();
CREATE OR REPLACE TRIGGER keep_break_glass BEFORE UPDATE ON break_glass FOR EACH ROW
  WHEN (law.purpose() IS DISTINCT FROM 'renewal') EXECUTE FUNCTION keep_break_glass();
CREATE OR REPLACE TRIGGER judge_request BEFORE INSERT OR UPDATE ON approval_request FOR EACH ROW
  WHEN (law.purpose() IS DISTINCT FROM 'renewal') EXECUTE FUNCTION law.judge_request();
RESET ROLE;
