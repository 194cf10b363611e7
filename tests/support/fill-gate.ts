/** Writes, past every door, what the gate of a stage asks of a case today. */
import { randomUUID } from 'node:crypto'
import { dayAt } from '../../lib/domain/calendar/partial-date.ts'
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import type { TestCase } from './cast.ts'
import { look } from './database.ts'

const BASIS = `insert into data_basis (id, case_id, purpose, ground, occurred_on, occurred_precision, recorded_by)
  values (gen_random_uuid(), $1, $2, 'consent', $3, 'day', $4)`
const RISK = `insert into risk_assessment (id, case_id, refoulement, health, exposure, dependants, high, occurred_on, review_on, recorded_by)
  values (gen_random_uuid(), $1, '4', '2', '3', '1', true, $2, $2::date + 7, $3)`

/**
 * Fills the gate of `stage`.
 *
 * @param by who wrote the records, the journey plan among them
 * @param approver who approved the plan, for `transit`
 */
export async function fillGate(
  file: TestCase,
  stage: OpenStage,
  by: string,
  approver: string,
): Promise<void> {
  const today = dayAt(Date.now(), file.team.timeZone)
  switch (stage) {
    case 'contact':
      await look(
        `insert into contact (id, case_id, channel, civic_group, reached, occurred_on, occurred_precision, recorded_by)
         values (gen_random_uuid(), $1, 'phone', 'a group', true, $2, 'day', $3)`,
        [file.id, today, by],
      )
      return
    case 'safe-house': {
      await look(BASIS, [file.id, 'keep', today, by])
      const house = randomUUID()
      await look(
        `insert into house (id, code, team_id, kind, federal_district, capacity) values ($1, $2, $3, 'reception', 'far-eastern', 2)`,
        [house, `house-${house}`, file.team.id],
      )
      await look(
        `insert into placement (id, case_id, house_id, bed, since, recorded_by) values (gen_random_uuid(), $1, $2, 1, $3, $4)`,
        [file.id, house, today, by],
      )
      return
    }
    case 'unhcr-registration':
      await look(BASIS, [file.id, 'keep', today, by])
      await look(BASIS, [file.id, 'share-unhcr', today, by])
      await look(
        `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, recorded_by)
         values (gen_random_uuid(), $1, 'unhcr', 'appointment', $2, 'day', $3)`,
        [file.id, today, by],
      )
      await look(RISK, [file.id, today, by])
      return
    case 'transit': {
      const plan = randomUUID()
      await look(
        `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
         values ($1, $2, 1, 'travel-certificate', 1, $3)`,
        [plan, file.id, by],
      )
      await look(RISK, [file.id, today, by])
      await look(
        `insert into approval_request (id, case_id, kind, subject_id, snapshot, asked_by, expires_at, decision, decided_by, decided_at, acknowledged)
         values (gen_random_uuid(), $1, 'journey-plan', $2, '', $3, now() + interval '72 hours', 'approved', $4, now(), '{exit-permission-missing}')`,
        [file.id, plan, by, approver],
      )
      return
    }
    case 'hanawon':
      await look(
        `insert into arrival (id, case_id, occurred_on, occurred_precision, confirmed_by, recorded_by)
         values (gen_random_uuid(), $1, $2, 'day', 'the mission', $3)`,
        [file.id, today, by],
      )
  }
}
