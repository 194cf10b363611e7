/** Writes, past every door, what the gate of a stage asks of a case today. */
import { randomUUID } from 'node:crypto'
import { addDays, dayAt } from '../../lib/domain/calendar/partial-date.ts'
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import type { TestCase } from './cast.ts'
import { look } from './database.ts'
import { put } from './sealed.ts'

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
  const written = { case_id: file.id, recorded_by: by }
  const happened = { ...written, occurred_on: today, occurred_precision: 'day' }
  const basis = (purpose: string) => put('data_basis', { ...happened, purpose, ground: 'consent' })
  const risk = () =>
    put('risk_assessment', {
      ...{ ...written, occurred_on: today, review_on: addDays(today, 7) },
      ...{ refoulement: '4', health: '2', exposure: '3', dependants: '1', high: true },
    })
  switch (stage) {
    case 'contact':
      await put('contact', { ...happened, channel: 'phone', civic_group: 'a group', reached: true })
      return
    case 'safe-house': {
      await basis('keep')
      const house = randomUUID()
      await look(
        `insert into house (id, code, team_id, kind, federal_district, capacity) values ($1, $2, $3, 'reception', 'far-eastern', 2)`,
        [house, `house-${house}`, file.team.id],
      )
      await put('placement', { ...written, house_id: house, bed: 1, since: today })
      return
    }
    case 'unhcr-registration':
      await basis('keep')
      await basis('share-unhcr')
      await look(
        `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, recorded_by)
         values (gen_random_uuid(), $1, 'unhcr', 'appointment', $2, 'day', $3)`,
        [file.id, today, by],
      )
      await risk()
      return
    case 'transit': {
      const plan = randomUUID()
      await look(
        `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
         values ($1, $2, 1, 'travel-certificate', 1, $3)`,
        [plan, file.id, by],
      )
      await risk()
      await put('approval_request', {
        ...{ case_id: file.id, kind: 'journey-plan', subject_id: plan, asked_by: by },
        ...{ expires_at: new Date(Date.now() + 72 * 3_600_000), decision: 'approved', decided_by: approver },
        ...{ decided_at: 'now', acknowledged: ['exit-permission-missing'] },
      })
      return
    }
    case 'hanawon':
      await put('arrival', { ...happened, confirmed_by: 'the mission' })
  }
}
