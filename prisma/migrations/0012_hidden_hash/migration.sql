-- What somebody proves themselves with is checked, never listed: no statement of the app's login reads a hash, whoever it acts
-- for. It may ask the law for the one that it needs, and see who has a password at all.
SET ROLE causeway_owner;
CREATE TABLE "credential" (
    "person_id" UUID NOT NULL,
    "password_hash" TEXT NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("person_id")
);
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE credential ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT (person_id), INSERT, UPDATE (password_hash) ON credential TO causeway_app;
GRANT SELECT ON credential TO causeway_law, causeway_backup;

-- Of sessions and one-time links everything but the hash of the token.
REVOKE SELECT ON session, invitation FROM causeway_app;
GRANT SELECT (id, person_id, created_at, last_seen_at, expires_at, ended_at, proved_at, wrong_passwords) ON session TO causeway_app;
GRANT SELECT (id, person_id, created_at, expires_at, used_at) ON invitation TO causeway_app;
GRANT SELECT ON session TO causeway_law;
RESET ROLE;

SET ROLE causeway_law;
-- Whose a login is and the hash that their password is checked against, none for somebody who is shut out: to a visitor of
-- the login that their signed context is for, and to a person of their own.
CREATE FUNCTION law.credential_of(asked text) RETURNS TABLE (person_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT p.id, CASE WHEN p.disabled_at IS NULL THEN k.password_hash END
  FROM public.person p LEFT JOIN public.credential k ON k.person_id = p.id, law.context() c
  WHERE p.login = asked AND CASE c.kind
    WHEN 'visitor' THEN c.subject = pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(asked, 'UTF8')), 'hex')
    WHEN 'person' THEN c.subject = p.id::text
    ELSE false END
$$;

-- The session and the link that a token opens, for whoever holds the token.
CREATE FUNCTION law.session_of(token bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.id FROM public.session s WHERE s.token_hash = token
$$;
CREATE FUNCTION law.link_of(token bytea) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id FROM public.invitation i WHERE i.token_hash = token
$$;

-- A password comes by a one-time link that is open or was used just now, from the visitor whose signed context is for it.
CREATE FUNCTION law.may_set_password(whose uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.invitation i, law.context() c
    WHERE c.kind = 'visitor' AND c.subject = pg_catalog.encode(i.token_hash, 'hex') AND i.person_id = whose AND i.expires_at > now()
      AND coalesce(i.used_at, now()) BETWEEN date_trunc('milliseconds', now()) AND statement_timestamp())
$$;
REVOKE ALL ON FUNCTION law.credential_of(text), law.session_of(bytea), law.link_of(bytea), law.may_set_password(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.credential_of(text), law.session_of(bytea), law.link_of(bytea), law.may_set_password(uuid) TO causeway_app;
RESET ROLE;

SET ROLE causeway_owner;
CREATE POLICY app_reads ON credential FOR SELECT TO causeway_app USING ((SELECT c.kind IS NOT NULL FROM law.context() c));
CREATE POLICY app_adds ON credential FOR INSERT TO causeway_app WITH CHECK (law.may_set_password(person_id));
CREATE POLICY app_changes ON credential FOR UPDATE TO causeway_app USING (law.may_set_password(person_id));
CREATE POLICY law_reads ON credential FOR SELECT TO causeway_law USING (true);
CREATE POLICY backup_reads ON credential FOR SELECT TO causeway_backup USING (true);
RESET ROLE;
