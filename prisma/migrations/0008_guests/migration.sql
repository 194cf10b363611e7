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
  ADD CONSTRAINT guest_days_in_order CHECK (until_on >= from_on AND until_on - from_on < 90),
  -- One case at a time: two that met through one interpreter would be one leak.
  ADD CONSTRAINT guest_one_case EXCLUDE USING gist (person_id WITH =, daterange(from_on, until_on, '[]') WITH &&) WHERE (ended_at IS NULL);
CREATE TRIGGER keep_over BEFORE UPDATE OF ended_at ON guest_access FOR EACH ROW EXECUTE FUNCTION keep_over('ended_at');

GRANT SELECT, INSERT ON guest_access TO causeway_app;
GRANT UPDATE (ended_at, version) ON guest_access TO causeway_app;
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

-- Whether somebody may be given a case as a guest of a team: an active guest of that team, or of none.
CREATE FUNCTION law.may_be_guest(guest uuid, guest_of uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.person p JOIN public.case_file c ON c.id = guest_of
    WHERE p.id = guest AND p.disabled_at IS NULL AND 'guest' = ANY (p.roles) AND (p.team_id IS NULL OR p.team_id = c.team_id))
$$;
REVOKE ALL ON FUNCTION law.may_be_guest(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law.may_be_guest(uuid, uuid) TO causeway_app;
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
