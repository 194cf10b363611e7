import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { raiseAlert } from '../../../lib/features/alerts/effects.ts'
import { acknowledgeAlert } from '../../../lib/features/alerts/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import {
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  putOnCall,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { dayOf } from '../../support/day.ts'

let team: Team
let mina: PersonActor
let mine: TestCase

beforeEach(async () => {
  await look('update person set disabled_at = now() where disabled_at is null')
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  mine = await makeCase(team, [mina])
})

async function raise(by: PersonActor = mina, now?: Date): Promise<void> {
  const fact = { action: 'incident.report', subject: { kind: 'case', id: mine.id } } as const
  const outcome = await act(by, fact, async (tx, door) => {
    await raiseAlert(tx, {
      caseId: mine.id,
      kind: 'critical-incident',
      raisedBy: by.personId,
      now: now ?? door.now,
    })
    return granted(null)
  })
  expect(outcome.ok).toBe(true)
}

async function rungFor(): Promise<readonly string[]> {
  const rows = await look<{ person_id: string }>('select person_id from alert where case_id = $1', [mine.id])
  return rows.map((row) => row.person_id).sort()
}

test('an alert rings for the person on call and for nobody else', async () => {
  await makePerson(['supervisor'], team)
  await makePerson(['director'], null)
  const dan = await makePerson(['caseworker'], team, { onCall: true })
  await raise()
  expect(await rungFor()).toEqual([dan.personId])
})

test('a shift that is over, of another team or of somebody disabled does not count', async () => {
  const suji = await makePerson(['supervisor'], team)
  const away = await makePerson(['caseworker'], team)
  await putOnCall(team, away.personId, -1)
  await putOnCall(await makeTeam(), away.personId)
  await makePerson(['caseworker'], team, { onCall: true, disabled: true })
  await raise()
  expect(await rungFor()).toEqual([suji.personId])
})

test('a shift of somebody who has left the team reaches no case, so it does not silence the supervisors', async () => {
  const suji = await makePerson(['supervisor'], team)
  const moved = await makePerson(['caseworker'], await makeTeam())
  await putOnCall(team, moved.personId)
  await raise()
  expect(await rungFor()).toEqual([suji.personId])
})

test('without anybody on call it rings for the active supervisors of the team, one row each', async () => {
  const suji = await makePerson(['supervisor'], team)
  const second = await makePerson(['caseworker', 'supervisor'], team)
  await makePerson(['supervisor'], team, { disabled: true })
  await makePerson(['supervisor'], await makeTeam())
  await raise()
  expect(await rungFor()).toEqual([suji.personId, second.personId].sort())
})

test('without a supervisor it rings for the director, who sees the code and no case', async () => {
  const hana = await makePerson(['director'], null)
  await raise()
  const { alerts } = await dayOf(hana)
  expect(alerts.map(({ caseCode, stage }) => [caseCode, stage])).toEqual([[mine.code, null]])
})

test('the raiser is not rung while somebody else is there', async () => {
  const suji = await makePerson(['supervisor'], team)
  const dan = await makePerson(['caseworker'], team, { onCall: true })
  await raise(dan)
  expect(await rungFor()).toEqual([suji.personId])
})

test('an alert is acknowledged by the person whom it rings for, once', async () => {
  const suji = await makePerson(['supervisor'], team)
  await raise()
  const [alert] = (await dayOf(suji)).alerts
  expect(alert).toMatchObject({ caseCode: mine.code, kind: 'critical-incident', stage: 'contact' })
  const seen = { alertId: alert?.id ?? '' }
  expect(await acknowledgeAlert(mina, seen, formOf(seen))).toEqual({ ok: false, refusal: 'absent' })
  expect(await acknowledgeAlert(mina, { alertId: randomUUID() }, formOf())).toEqual({
    ok: false,
    refusal: 'absent',
  })
  const form = formOf(seen)
  expect(await acknowledgeAlert(suji, seen, form)).toEqual({ ok: true, value: null })
  expect(await acknowledgeAlert(suji, seen, form)).toEqual({ ok: true, value: null })
  expect(await acknowledgeAlert(suji, seen, formOf(seen))).toEqual({ ok: false, refusal: 'already-decided' })
  expect((await dayOf(suji)).alerts).toEqual([])
})

test('somebody whose duty has ended still acknowledges what rang for them', async () => {
  const dan = await makePerson(['caseworker'], team, { onCall: true })
  await raise()
  const offDuty: PersonActor = { ...dan, onCall: false }
  const { alerts } = await dayOf(offDuty)
  expect(alerts.map(({ stage }) => stage)).toEqual([null])
  const seen = { alertId: alerts[0]?.id ?? '' }
  expect((await acknowledgeAlert(offDuty, seen, formOf(seen))).ok).toBe(true)
})

test('an alert is there with its operation or not at all', async () => {
  await makePerson(['supervisor'], team)
  const fact = { action: 'incident.report', subject: { kind: 'case', id: mine.id } } as const
  await expect(
    act(mina, fact, async (tx, door) => {
      await raiseAlert(tx, {
        caseId: mine.id,
        kind: 'critical-incident',
        raisedBy: mina.personId,
        now: door.now,
      })
      throw new Error('broken afterwards')
    }),
  ).rejects.toThrow('act failed')
  expect(await rungFor()).toEqual([])
})
