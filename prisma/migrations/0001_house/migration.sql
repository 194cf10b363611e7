-- The tables of the house. Written by the migration engine from prisma/schema; what the engine cannot say (roles,
-- checks, triggers, exclusion) stands in 0002_law.

-- Roles live in the whole cluster, so they may be there already. Nobody signs in as the owner; the app's password is
-- set outside of migration files.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'causeway_owner') THEN
    CREATE ROLE causeway_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'causeway_app') THEN
    CREATE ROLE causeway_app LOGIN;
  END IF;
  IF NOT pg_catalog.pg_has_role(current_user, 'causeway_owner', 'SET') THEN
    EXECUTE pg_catalog.format('GRANT causeway_owner TO %I WITH SET TRUE', current_user);
  END IF;
END
$$;
CREATE EXTENSION IF NOT EXISTS btree_gist;
GRANT USAGE, CREATE ON SCHEMA public TO causeway_owner;
GRANT USAGE ON SCHEMA public TO causeway_app;
SET ROLE causeway_owner;

-- CreateTable
CREATE TABLE "household" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_since" DATE NOT NULL,
    "outcome" TEXT,
    "group_code" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_year_band" TEXT,
    "federal_district" TEXT NOT NULL,
    "enlisted" TEXT NOT NULL,
    "visa_purpose" TEXT NOT NULL,
    "passport_withheld" TEXT NOT NULL,
    "wages_withheld" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "case_id" UUID NOT NULL,
    "hangul" TEXT NOT NULL DEFAULT '',
    "latin" TEXT NOT NULL DEFAULT '',
    "cyrillic" TEXT NOT NULL DEFAULT '',
    "aliases" TEXT NOT NULL DEFAULT '',
    "birth_year" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "guardian" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_move" (
    "from_stage" TEXT NOT NULL,
    "to_stage" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "needs_reason" BOOLEAN NOT NULL,

    CONSTRAINT "stage_move_pkey" PRIMARY KEY ("from_stage","to_stage","kind","needs_reason")
);

-- CreateTable
CREATE TABLE "stage_spell" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "from_stage" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "needs_reason" BOOLEAN NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "reason" TEXT,
    "outcome" TEXT,
    "incident_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "stage_spell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "move_review" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "spell_id" UUID NOT NULL,
    "asked_by" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "comment" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "move_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "person_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "draft" (
    "person_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("person_id","form","subject")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "tx" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actor" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "key_id" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "roles" TEXT[],
    "team_id" UUID,
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "on_call_shift" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "on_call_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "civic_group" TEXT NOT NULL,
    "reached" BOOLEAN NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "safe_hours" TEXT NOT NULL DEFAULT '',
    "safe_way" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_basis" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "review_on" DATE,
    "explanation" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_basis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "screening" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "infiltration" TEXT NOT NULL,
    "coercion" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "screening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_assessment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "refoulement" TEXT NOT NULL,
    "health" TEXT NOT NULL,
    "exposure" TEXT NOT NULL,
    "dependants" TEXT NOT NULL,
    "high" BOOLEAN NOT NULL,
    "occurred_on" DATE NOT NULL,
    "review_on" DATE NOT NULL,
    "explanation" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "risk_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "house" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "team_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "federal_district" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "compromised_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "house_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "bed" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protection_step" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "track" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "expires_on" DATE,
    "reference" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "protection_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_plan" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "travel_document" TEXT NOT NULL,
    "departs_on" DATE,
    "route" TEXT NOT NULL,
    "fallbacks" TEXT NOT NULL,
    "fallback_count" INTEGER NOT NULL,
    "escort" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,

    CONSTRAINT "journey_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "arrival" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "confirmed_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "comment" TEXT,
    "acknowledged" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "occurred_precision" TEXT NOT NULL,
    "account" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "assignee_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "requirement" TEXT,
    "subject_id" UUID,
    "title" TEXT NOT NULL DEFAULT '',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "raised_by" UUID NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_file_code_key" ON "case_file"("code");

-- CreateIndex
CREATE INDEX "case_file_team_id_stage_stage_since_id_idx" ON "case_file"("team_id", "stage", "stage_since", "id");

-- CreateIndex
CREATE INDEX "case_file_household_id_idx" ON "case_file"("household_id");

-- CreateIndex
CREATE INDEX "assignment_person_id_case_id_from_at_until_at_idx" ON "assignment"("person_id", "case_id", "from_at", "until_at");

-- CreateIndex
CREATE INDEX "assignment_case_id_idx" ON "assignment"("case_id");

-- CreateIndex
CREATE INDEX "stage_spell_case_id_sequence_idx" ON "stage_spell"("case_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "move_review_spell_id_key" ON "move_review"("spell_id");

-- CreateIndex
CREATE INDEX "move_review_case_id_idx" ON "move_review"("case_id");

-- CreateIndex
CREATE INDEX "submission_created_at_idx" ON "submission"("created_at");

-- CreateIndex
CREATE INDEX "draft_saved_at_idx" ON "draft"("saved_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE UNIQUE INDEX "person_login_key" ON "person"("login");

-- CreateIndex
CREATE INDEX "person_team_id_idx" ON "person"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_person_id_idx" ON "invitation"("person_id");

-- CreateIndex
CREATE INDEX "on_call_shift_team_id_from_at_idx" ON "on_call_shift"("team_id", "from_at");

-- CreateIndex
CREATE INDEX "on_call_shift_person_id_until_at_idx" ON "on_call_shift"("person_id", "until_at");

-- CreateIndex
CREATE INDEX "contact_case_id_idx" ON "contact"("case_id");

-- CreateIndex
CREATE INDEX "data_basis_case_id_idx" ON "data_basis"("case_id");

-- CreateIndex
CREATE INDEX "screening_case_id_idx" ON "screening"("case_id");

-- CreateIndex
CREATE INDEX "risk_assessment_case_id_idx" ON "risk_assessment"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "house_code_key" ON "house"("code");

-- CreateIndex
CREATE INDEX "house_team_id_idx" ON "house"("team_id");

-- CreateIndex
CREATE INDEX "placement_case_id_idx" ON "placement"("case_id");

-- CreateIndex
CREATE INDEX "placement_house_id_idx" ON "placement"("house_id");

-- CreateIndex
CREATE INDEX "protection_step_case_id_idx" ON "protection_step"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "journey_plan_case_id_plan_version_key" ON "journey_plan"("case_id", "plan_version");

-- CreateIndex
CREATE INDEX "arrival_case_id_idx" ON "arrival"("case_id");

-- CreateIndex
CREATE INDEX "approval_request_case_id_idx" ON "approval_request"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_code_key" ON "incident"("code");

-- CreateIndex
CREATE INDEX "incident_case_id_idx" ON "incident"("case_id");

-- CreateIndex
CREATE INDEX "note_case_id_recorded_at_idx" ON "note"("case_id", "recorded_at");

-- CreateIndex
CREATE INDEX "task_case_id_idx" ON "task"("case_id");

-- CreateIndex
CREATE INDEX "task_assignee_id_done_at_due_at_idx" ON "task"("assignee_id", "done_at", "due_at");

-- CreateIndex
CREATE INDEX "alert_person_id_acknowledged_at_idx" ON "alert"("person_id", "acknowledged_at");

-- CreateIndex
CREATE INDEX "alert_case_id_idx" ON "alert"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "incident_of_its_case" ON "incident"("id", "case_id");

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_spell" ADD CONSTRAINT "stage_spell_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_spell" ADD CONSTRAINT "stage_spell_from_stage_stage_kind_needs_reason_fkey" FOREIGN KEY ("from_stage", "stage", "kind", "needs_reason") REFERENCES "stage_move"("from_stage", "to_stage", "kind", "needs_reason") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_spell" ADD CONSTRAINT "spell_incident_of_its_case" FOREIGN KEY ("incident_id", "case_id") REFERENCES "incident"("id", "case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "move_review" ADD CONSTRAINT "move_review_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "move_review" ADD CONSTRAINT "move_review_spell_id_fkey" FOREIGN KEY ("spell_id") REFERENCES "stage_spell"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_basis" ADD CONSTRAINT "data_basis_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening" ADD CONSTRAINT "screening_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_assessment" ADD CONSTRAINT "risk_assessment_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "house" ADD CONSTRAINT "house_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protection_step" ADD CONSTRAINT "protection_step_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_plan" ADD CONSTRAINT "journey_plan_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "arrival" ADD CONSTRAINT "arrival_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

RESET ROLE;
