-- The backup and the upkeep of the key store.

-- Whoever migrates makes the backup too, as the role that may read everything and change nothing.
DO $$
BEGIN
  IF NOT pg_catalog.pg_has_role(current_user, 'causeway_backup', 'SET') THEN
    EXECUTE pg_catalog.format('GRANT causeway_backup TO %I WITH SET TRUE, INHERIT FALSE', current_user);
  END IF;
END
$$;

SET ROLE causeway_law;
-- Which of these owners of keys the house knows. Keys of the others are swept, so whatever is not known for sure counts as
-- known, and whoever may not ask is told nothing, not "none". Whoever asks has the ids already: no other is told.
CREATE FUNCTION law.known_owners(kind text, ids uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF law.purpose() IS DISTINCT FROM 'upkeep' THEN
    RAISE EXCEPTION 'owners of keys are told to the upkeep only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT asked.id FROM pg_catalog.unnest(ids) asked (id) WHERE CASE known_owners.kind
    WHEN 'case' THEN EXISTS (SELECT FROM public.case_file c WHERE c.id = asked.id)
    WHEN 'journey' THEN EXISTS (SELECT FROM public.journey_plan p WHERE p.id = asked.id)
    WHEN 'house' THEN EXISTS (SELECT FROM public.house h WHERE h.id = asked.id)
    WHEN 'incident' THEN EXISTS (SELECT FROM public.incident i WHERE i.id = asked.id)
    -- What is asked about somebody who is not here yet takes the key of the person to be.
    WHEN 'staff' THEN EXISTS (SELECT FROM public.person p WHERE p.id = asked.id) OR EXISTS (
      SELECT FROM public.approval_request r WHERE r.case_id IS NULL AND coalesce(r.person_id, r.subject_id) = asked.id)
    ELSE true END;
END
$$;
REVOKE ALL ON FUNCTION law.known_owners(text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.known_owners(text, uuid[]) TO causeway_jobs;
RESET ROLE;
