-- Guests: one case, chosen sections, chosen days. lib/domain/policy/guests.ts says the same.
SET ROLE causeway_owner;

-- CreateTable
CREATE TABLE "guest_access" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "sections" TEXT[],
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "given_by" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "guest_access_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "guest_access_person_id_until_on_idx" ON "guest_access"("person_id", "until_on");

-- CreateIndex
CREATE INDEX "guest_access_case_id_idx" ON "guest_access"("case_id");

-- AddForeignKey
ALTER TABLE "guest_access" ADD CONSTRAINT "guest_access_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guest_access" ADD CONSTRAINT "guest_access_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE guest_access
  ADD CONSTRAINT guest_sections_known CHECK (
    sections <@ ARRAY['contacts','assessments','protection','incidents','notes'] AND cardinality(sections) > 0),
  ADD CONSTRAINT guest_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  ADD CONSTRAINT guest_days_in_order CHECK (until_on >= from_on AND until_on - from_on < 90),
  -- One case at a time: two that met through one interpreter would be one leak.
  ADD CONSTRAINT guest_one_case EXCLUDE USING gist (person_id WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (ended_at IS NULL);
CREATE TRIGGER keep_over BEFORE UPDATE OF ended_at ON guest_access FOR EACH ROW EXECUTE FUNCTION keep_over('ended_at');

GRANT SELECT, INSERT ON guest_access TO causeway_app;
GRANT UPDATE (ended_at, ended_by, version) ON guest_access TO causeway_app;
GRANT SELECT ON guest_access TO causeway_law, causeway_backup;
RESET ROLE;

SET ROLE causeway_law;
INSERT INTO law.grid (action, role, reach) VALUES
  ('case.end-sharing','caseworker','own'), ('case.end-sharing','supervisor','team'),
  ('case.share','caseworker','own'), ('case.share','supervisor','team'),
  ('guest.read','guest','shared'),
  ('guest.read-assessments','guest','shared'),
  ('guest.read-contacts','guest','shared'),
  ('guest.read-incidents','guest','shared'),
  ('guest.read-notes','guest','shared'),
  ('guest.read-protection','guest','shared');

-- The case that is open to the context as a guest today, by the clock of its team: as long as it is open itself, whoever
-- opened it to them may still work here, and they are a guest of its team.
CREATE FUNCTION law.open_to_me() RETURNS TABLE (case_id uuid, sections text[], until_on date) LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT g.case_id, g.sections, g.until_on FROM public.guest_access g
  JOIN public.person guest ON guest.id = g.person_id AND 'guest' = ANY (guest.roles)
  JOIN public.case_file c ON c.id = g.case_id AND c.team_id = guest.team_id AND c.stage <> 'closed'
  JOIN public.team t ON t.id = c.team_id
  JOIN public.person giver ON giver.id = g.given_by AND giver.disabled_at IS NULL
  WHERE g.person_id = law.me() AND g.ended_at IS NULL
    AND (statement_timestamp() AT TIME ZONE t.time_zone)::date BETWEEN g.from_on AND g.until_on
$$;

-- Whether somebody may be given a case as a guest: an active one of its team, while it is open.
CREATE FUNCTION law.may_be_guest(guest uuid, guest_of uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.person p JOIN public.case_file c ON c.id = guest_of AND c.team_id = p.team_id AND c.stage <> 'closed'
    WHERE p.id = guest AND p.disabled_at IS NULL AND 'guest' = ANY (p.roles))
$$;
REVOKE ALL ON FUNCTION law.open_to_me(), law.may_be_guest(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.open_to_me(), law.may_be_guest(uuid, uuid) TO causeway_app, causeway_jobs, causeway_owner;
RESET ROLE;

SET ROLE causeway_owner;
ALTER TABLE guest_access ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON guest_access FOR SELECT TO causeway_app USING (
  person_id = (SELECT law.me()) OR case_id IN (SELECT law.cases('case.read', 'case.share', 'case.end-sharing')));
CREATE POLICY app_adds ON guest_access FOR INSERT TO causeway_app WITH CHECK (
  case_id IN (SELECT law.cases('case.share')) AND given_by = (SELECT law.me()) AND law.may_be_guest(person_id, case_id));
CREATE POLICY app_changes ON guest_access FOR UPDATE TO causeway_app USING (case_id IN (SELECT law.cases('case.end-sharing')));
CREATE POLICY law_reads ON guest_access FOR SELECT TO causeway_law USING (true);
CREATE POLICY backup_reads ON guest_access FOR SELECT TO causeway_backup USING (true);
RESET ROLE;
