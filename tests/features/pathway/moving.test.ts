/** Moving a case: each gate refuses and allows, an emergency is recorded at once, endings and beginnings again. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import type { OpenStage } from '../../../lib/domain/pathway/stages.ts'
import { granted, refused, refusedField } from '../../../lib/domain/refusal.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { decideApproval } from '../../../lib/features/approvals/service.ts'
import {
  emergencySchema,
  moveSchema,
  type CloseInput,
  type EmergencyInput,
  type MoveInput,
} from '../../../lib/features/pathway/schema.ts'
import {
  askClosing,
  closeCase,
  correctLastMove,
  moveCase,
  moveInEmergency,
  readCrossroads,
  reopenCase,
} from '../../../lib/features/pathway/service.ts'
import {
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  putOnCall,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { fillGate } from '../../support/fill-gate.ts'
import { peek } from '../../support/sealed.ts'

async function cast(stage: OpenStage = 'contact') {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const suji = await makePerson(['supervisor'], team)
  const file = await makeCase(team, [mina], stage)
  return { team, mina, suji, file, today: dayAt(Date.now(), team.timeZone) }
}

function moving(file: TestCase, to: OpenStage, change: Partial<MoveInput> = {}): MoveInput {
  const occurredOn = dayAt(Date.now(), file.team.timeZone)
  return { caseId: file.id, spellId: randomUUID(), to, occurredOn, reason: '', override: false, ...change }
}

function fleeing(file: TestCase, change: Partial<EmergencyInput> = {}): EmergencyInput {
  const occurredOn = dayAt(Date.now(), file.team.timeZone)
  return {
    caseId: file.id,
    spellId: randomUUID(),
    to: 'transit',
    occurredOn,
    reason: 'minders at the door',
    ...change,
  }
}

function closing(file: TestCase, change: Partial<CloseInput>): CloseInput {
  const occurredOn = dayAt(Date.now(), file.team.timeZone)
  return {
    caseId: file.id,
    spellId: randomUUID(),
    outcome: 'withdrew',
    incidentId: '',
    occurredOn,
    reason: '',
    ...change,
  }
}

/** A second person approves exactly this ending. */
async function approveClosing(asker: PersonActor, end: CloseInput): Promise<void> {
  expect(await askClosing(asker, end, formOf(end))).toEqual(granted(null))
  expect(await decideClosing({ id: end.caseId }, 'approved')).toEqual(granted(null))
}

async function decideClosing(file: { readonly id: string }, decision: 'approved' | 'returned') {
  const lena = await makePerson(['trustee'], null)
  const [row] = await look<{ id: string }>(
    'select id from approval_request where case_id = $1 and decision is null',
    [file.id],
  )
  const input = { approvalId: row?.id ?? '', decision, comment: 'Looked at', acknowledged: [] }
  return decideApproval(lena, input, formOf(input))
}

async function closingOf(by: PersonActor, file: TestCase) {
  const at = await readCrossroads(by, file.code, 'close')
  return at.ok ? at.value.closing : at
}

async function standing(file: TestCase): Promise<unknown> {
  const [row] = await look('select stage, outcome from case_file where id = $1', [file.id])
  return row
}

function incidentOn(file: TestCase, by: PersonActor): Promise<string> {
  return openCriticalIncident(file, by.personId)
}

describe('a planned move', () => {
  it.each([
    ['contact', 'safe-house'],
    ['safe-house', 'unhcr-registration'],
    ['unhcr-registration', 'transit'],
    ['transit', 'hanawon'],
  ] as const)(
    'from %s to %s is refused while the gate misses something, and goes through once it is filled',
    async (from, to) => {
      const { mina, suji, file } = await cast(from)
      const early = moving(file, to)
      expect(await moveCase(mina, early, formOf(early))).toEqual(refused('gate-unmet'))
      expect(await standing(file)).toEqual({ stage: from, outcome: null })
      await fillGate(file, to, mina.personId, suji.personId)
      const input = moving(file, to)
      expect(await moveCase(mina, input, formOf(input))).toEqual(granted(null))
      expect(await standing(file)).toEqual({ stage: to, outcome: null })
    },
  )

  it('back needs a reason, and goes through with one', async () => {
    const { mina, suji, file } = await cast('safe-house')
    await fillGate(file, 'contact', mina.personId, suji.personId)
    const silent = moving(file, 'contact')
    expect(await moveCase(mina, silent, formOf(silent))).toEqual(refusedField('reason', 'required'))
    const told = moving(file, 'contact', { reason: 'left the house, calls daily' })
    expect(await moveCase(mina, told, formOf(told))).toEqual(granted(null))
  })

  it('that is not on the pathway is refused', async () => {
    const { mina, file } = await cast()
    const leap = moving(file, 'hanawon')
    expect(await moveCase(mina, leap, formOf(leap))).toEqual(refused('illegal-move'))
  })

  it('in the future of the team is refused at its field, today is not', async () => {
    const { mina, suji, file, today } = await cast('transit')
    await fillGate(file, 'hanawon', mina.personId, suji.personId)
    const tomorrow = moving(file, 'hanawon', { occurredOn: addDays(today, 1) })
    expect(await moveCase(mina, tomorrow, formOf(tomorrow))).toEqual(refusedField('occurredOn', 'in-future'))
    const now = moving(file, 'hanawon')
    expect(await moveCase(mina, now, formOf(now))).toEqual(granted(null))
  })

  it('before the stage began is refused at its field', async () => {
    const { mina, suji, file, today } = await cast('transit')
    await fillGate(file, 'hanawon', mina.personId, suji.personId)
    const before = moving(file, 'hanawon', { occurredOn: addDays(today, -1) })
    expect(await moveCase(mina, before, formOf(before))).toEqual(
      refusedField('occurredOn', 'before-previous-stage'),
    )
  })

  it('at a stale version is refused, at the current one it is not', async () => {
    const { mina, suji, file } = await cast('transit')
    await fillGate(file, 'hanawon', mina.personId, suji.personId)
    const input = moving(file, 'hanawon')
    expect(await moveCase(mina, input, formOf(input, { version: 7 }))).toEqual(refused('stale'))
    expect(await moveCase(mina, input, formOf(input, { version: 1 }))).toEqual(granted(null))
  })

  it('submitted twice moves once', async () => {
    const { mina, suji, file } = await cast('transit')
    await fillGate(file, 'hanawon', mina.personId, suji.personId)
    const input = moving(file, 'hanawon')
    const form = formOf(input, { version: 1 })
    const answers = await Promise.all([moveCase(mina, input, form), moveCase(mina, input, form)])
    expect(answers).toEqual([granted(null), granted(null)])
    const spells = await look('select 1 from stage_spell where case_id = $1 and stage = $2', [
      file.id,
      'hanawon',
    ])
    expect(spells).toHaveLength(1)
  })

  it('raced by two workers with forms of their own happens once', async () => {
    const { team, suji } = await cast()
    const mina = await makePerson(['caseworker'], team)
    const jun = await makePerson(['caseworker'], team)
    const file = await makeCase(team, [mina, jun], 'transit')
    await fillGate(file, 'hanawon', mina.personId, suji.personId)
    const one = moving(file, 'hanawon')
    const other = moving(file, 'hanawon')
    const answers = await Promise.all([
      moveCase(mina, one, formOf(one, { version: 1 })),
      moveCase(jun, other, formOf(other, { version: 1 })),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers).toContainEqual(refused('stale'))
  })

  it('into transit frees the bed', async () => {
    const { mina, suji, file, today } = await cast('safe-house')
    await fillGate(file, 'safe-house', mina.personId, suji.personId)
    await fillGate(file, 'transit', mina.personId, suji.personId)
    const input = moving(file, 'transit')
    expect(await moveCase(mina, input, formOf(input))).toEqual(granted(null))
    const held = await look(
      'select 1 from placement where case_id = $1 and superseded_at is null and (until is null or until > $2)',
      [file.id, today],
    )
    expect(held).toEqual([])
  })

  it('of somebody else’s case is absent, of no role not allowed', async () => {
    const { file } = await cast()
    const stranger = await makePerson(['caseworker'], await makeTeam())
    const input = moving(file, 'safe-house')
    expect(await moveCase(stranger, input, formOf(input))).toEqual(refused('absent'))
    const analyst = await makePerson(['analyst'], null)
    expect(await moveCase(analyst, input, formOf(input))).toEqual(refused('not-allowed'))
  })
})

describe('an override', () => {
  it('is a supervisor’s, needs a reason, and asks for a review', async () => {
    const { mina, suji, file } = await cast()
    const input = moving(file, 'safe-house', { override: true, reason: 'frost, and no other roof' })
    expect(await moveCase(mina, input, formOf(input))).toEqual(refused('not-allowed'))
    const silent = moving(file, 'safe-house', { override: true })
    expect(await moveCase(suji, silent, formOf(silent))).toEqual(refusedField('reason', 'required'))
    const told = moving(file, 'safe-house', { override: true, reason: 'frost, and no other roof' })
    expect(await moveCase(suji, told, formOf(told))).toEqual(granted(null))
    const reviews = await look('select asked_by, decision from approval_request where case_id = $1', [
      file.id,
    ])
    expect(reviews).toEqual([{ asked_by: suji.personId, decision: null }])
  })
})

describe('an emergency move', () => {
  it.each([
    [
      'contact',
      'safe-house',
      ['basis-keep', 'house-not-compromised', 'placement', 'reception-if-unscreened'],
    ],
    [
      'contact',
      'transit',
      ['journey-plan', 'risk-within-7-days', 'second-person-approval', 'warnings-acknowledged'],
    ],
    [
      'safe-house',
      'transit',
      ['journey-plan', 'risk-within-7-days', 'second-person-approval', 'warnings-acknowledged'],
    ],
    [
      'unhcr-registration',
      'safe-house',
      ['basis-keep', 'house-not-compromised', 'placement', 'reception-if-unscreened'],
    ],
    [
      'unhcr-registration',
      'transit',
      ['journey-plan', 'risk-within-7-days', 'second-person-approval', 'warnings-acknowledged'],
    ],
    [
      'transit',
      'safe-house',
      ['basis-keep', 'house-not-compromised', 'placement', 'reception-if-unscreened'],
    ],
    [
      'hanawon',
      'safe-house',
      ['basis-keep', 'house-not-compromised', 'placement', 'reception-if-unscreened'],
    ],
    [
      'hanawon',
      'transit',
      ['journey-plan', 'risk-within-7-days', 'second-person-approval', 'warnings-acknowledged'],
    ],
  ] as const)(
    'from %s to %s is recorded at once and leaves its tasks, its review and its alert',
    async (from, to, left) => {
      const { team, mina, suji, file } = await cast(from)
      await putOnCall(team, suji.personId)
      const input = fleeing(file, { to })
      expect(await moveInEmergency(mina, input, formOf(input))).toEqual(granted(null))
      expect(await standing(file)).toEqual({ stage: to, outcome: null })
      const tasks = await look<{ requirement: string; assignee_id: string; soon: boolean }>(
        `select requirement, assignee_id, due_at between now() + interval '23 hours' and now() + interval '24 hours' as soon
       from task where case_id = $1 and kind = 'requirement' order by requirement`,
        [file.id],
      )
      expect(tasks).toEqual(
        left.map((requirement) => ({ requirement, assignee_id: mina.personId, soon: true })),
      )
      expect(await look('select kind, person_id from alert where case_id = $1', [file.id])).toEqual([
        { kind: 'emergency-move', person_id: suji.personId },
      ])
      expect(await look('select asked_by from approval_request where case_id = $1', [file.id])).toEqual([
        { asked_by: mina.personId },
      ])
    },
  )

  it('leaves no task for what was filled before', async () => {
    const { mina, suji, file } = await cast('unhcr-registration')
    await fillGate(file, 'transit', mina.personId, suji.personId)
    const input = fleeing(file)
    expect(await moveInEmergency(mina, input, formOf(input))).toEqual(granted(null))
    expect(await look(`select 1 from task where case_id = $1 and kind = 'requirement'`, [file.id])).toEqual(
      [],
    )
  })

  it('may be recorded by whoever is on call once an incident is critical, and by no other colleague', async () => {
    const { team, file, mina } = await cast()
    const colleague = await makePerson(['caseworker'], team)
    const input = fleeing(file)
    expect(await moveInEmergency(colleague, input, formOf(input))).toEqual(refused('absent'))
    const onCall = await makePerson(['caseworker'], team, { onCall: true })
    expect(await moveInEmergency(onCall, input, formOf(input))).toEqual(refused('absent'))
    await openCriticalIncident(file, mina.personId)
    expect(await moveInEmergency(onCall, input, formOf(input))).toEqual(granted(null))
  })

  it('is not stopped by a stale page, but by a case that is closed', async () => {
    const { mina, file } = await cast()
    const input = fleeing(file)
    expect(await moveInEmergency(mina, input, formOf(input, { version: 99 }))).toEqual(granted(null))
    const end = closing(file, {})
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
    const late = fleeing(file, { to: 'safe-house' })
    expect(await moveInEmergency(mina, late, formOf(late))).toEqual(refused('illegal-move'))
  })
})

describe('closing', () => {
  it('as settled is the worker’s', async () => {
    const { mina, file } = await cast('hanawon')
    const input = closing(file, { outcome: 'settled' })
    expect(await closeCase(mina, input, formOf(input))).toEqual(granted(null))
    expect(await standing(file)).toEqual({ stage: 'closed', outcome: 'settled' })
  })

  it('adversely names its incident and is approved by a second person first, the worker’s own too', async () => {
    const { mina, file } = await cast()
    const bare = closing(file, { outcome: 'forcibly-returned' })
    const missing = refusedField('incidentId', 'incident-required')
    expect(await closeCase(mina, bare, formOf(bare))).toEqual(missing)
    expect(await askClosing(mina, bare, formOf(bare))).toEqual(missing)
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, mina) })
    expect(await closeCase(mina, end, formOf(end))).toEqual(refused('needs-approval'))
    await approveClosing(mina, end)
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
    expect(await standing(file)).toEqual({ stage: 'closed', outcome: 'forcibly-returned' })
  })

  it('adversely waits for the decision, and is not closed once that was no', async () => {
    const { mina, file } = await cast()
    const end = closing(file, { outcome: 'deceased', incidentId: await incidentOn(file, mina) })
    expect(await askClosing(mina, end, formOf(end))).toEqual(granted(null))
    expect(await closingOf(mina, file)).toMatchObject({ state: 'pending', mine: true, outcome: 'deceased' })
    expect(await closeCase(mina, end, formOf(end))).toEqual(refused('needs-approval'))
    expect(await decideClosing(file, 'returned')).toEqual(granted(null))
    expect(await closingOf(mina, file)).toMatchObject({ state: 'returned', comment: 'Looked at' })
    expect(await closeCase(mina, end, formOf(end))).toEqual(refused('needs-approval'))
  })

  it('serves exactly what was asked: no other outcome, incident or day, nobody else, and once', async () => {
    const { mina, suji, file, today } = await cast()
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, mina) })
    await approveClosing(mina, end)
    const others = [
      { ...end, outcome: 'deceased' as const },
      { ...end, incidentId: await incidentOn(file, mina) },
      { ...end, occurredOn: today.slice(0, 7) },
    ]
    for (const other of others) {
      expect(await closeCase(mina, other, formOf(other))).toEqual(refused('needs-approval'))
    }
    expect(await closeCase(suji, end, formOf(end))).toEqual(refused('needs-approval'))
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
    const back = { caseId: file.id, spellId: randomUUID(), occurredOn: today, reason: 'it was another' }
    expect(await reopenCase(suji, back, formOf(back))).toEqual(granted(null))
    const again = { ...end, spellId: randomUUID() }
    expect(await closeCase(mina, again, formOf(again))).toEqual(refused('needs-approval'))
  })

  it('is closed within 72 hours of the approval, or asked for again', async () => {
    const { mina, file } = await cast()
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, mina) })
    await approveClosing(mina, end)
    await look(`do $$ begin set local session_replication_role = replica;
      update approval_request set decided_at = now() - interval '73 hours' where case_id = '${file.id}'; end $$`)
    expect(await closeCase(mina, end, formOf(end))).toEqual(refused('needs-approval'))
    await approveClosing(mina, end)
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
  })

  it('is asked for where it could be done: on an open case, with a day that fits, adversely only', async () => {
    const { mina, file, today } = await cast()
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, mina) })
    const late = { ...end, occurredOn: addDays(today, 3) }
    expect(await askClosing(mina, late, formOf(late))).toEqual(refusedField('occurredOn', 'in-future'))
    const calm = { ...end, outcome: 'withdrew' as const }
    expect(await askClosing(mina, calm, formOf(calm))).toEqual(refusedField('outcome', 'not-a-choice'))
    const lost = { ...end, outcome: 'lost-contact' as const }
    expect(await askClosing(mina, lost, formOf(lost))).toEqual(refused('gate-unmet'))
    expect(await askClosing(mina, end, formOf(end))).toEqual(granted(null))
  })

  it('does not take another case’s incident', async () => {
    const { team, mina, suji, file } = await cast()
    const other = await makeCase(team, [mina])
    const input = closing(file, { outcome: 'deceased', incidentId: await incidentOn(other, mina) })
    expect(await closeCase(suji, input, formOf(input))).toEqual(refusedField('incidentId', 'not-a-choice'))
  })
})

describe('an outcome that is not adverse', () => {
  it('names no incident, even when one had been chosen for another outcome', async () => {
    const { mina, file } = await cast()
    const end = closing(file, { outcome: 'withdrew', incidentId: await incidentOn(file, mina) })
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
    expect(await look('select incident_id from stage_spell where id = $1', [end.spellId])).toEqual([
      { incident_id: null },
    ])
  })
})

describe('reopening', () => {
  it('goes back to where the case was closed from, with a reason', async () => {
    const { mina, file, today } = await cast('safe-house')
    const end = closing(file, {})
    await closeCase(mina, end, formOf(end))
    const input = { caseId: file.id, spellId: randomUUID(), occurredOn: today, reason: 'called again' }
    expect(await reopenCase(mina, input, formOf(input))).toEqual(granted(null))
    expect(await standing(file)).toEqual({ stage: 'safe-house', outcome: null })
  })

  it('after a forced return is a supervisor’s', async () => {
    const { mina, suji, file, today } = await cast()
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, mina) })
    await approveClosing(suji, end)
    expect(await closeCase(suji, end, formOf(end))).toEqual(granted(null))
    const input = {
      caseId: file.id,
      spellId: randomUUID(),
      occurredOn: today,
      reason: 'it was somebody else',
    }
    expect(await reopenCase(mina, input, formOf(input))).toEqual(refused('needs-supervisor'))
    expect(await reopenCase(suji, input, formOf(input))).toEqual(granted(null))
  })

  it('after a forced return is a supervisor’s of the case’s team, not of another’s who still carries it', async () => {
    const { team, suji, today } = await cast()
    const moved = await makePerson(['caseworker', 'supervisor'], await makeTeam())
    const file = await makeCase(team, [moved])
    const end = closing(file, { outcome: 'forcibly-returned', incidentId: await incidentOn(file, moved) })
    await approveClosing(suji, end)
    expect(await closeCase(suji, end, formOf(end))).toEqual(granted(null))
    const input = { caseId: file.id, spellId: randomUUID(), occurredOn: today, reason: 'seen alive' }
    expect(await readCrossroads(moved, file.code, 'reopen')).toMatchObject({
      ok: true,
      value: { mayOverride: false },
    })
    expect(await reopenCase(moved, input, formOf(input))).toEqual(refused('needs-supervisor'))
    expect(await readCrossroads(suji, file.code, 'reopen')).toMatchObject({
      ok: true,
      value: { mayOverride: true },
    })
    expect(await reopenCase(suji, input, formOf(input))).toEqual(granted(null))
  })
})

describe('correcting the day of the last move', () => {
  it('supersedes what was said and keeps it', async () => {
    const { mina, file, today } = await cast()
    const input = { caseId: file.id, spellId: randomUUID(), occurredOn: addDays(today, -3) }
    expect(await correctLastMove(mina, input, formOf(input))).toEqual(granted(null))
    const rows = await look(
      'select since::text, superseded_at is not null as superseded from stage_spell where case_id = $1 order by recorded_at',
      [file.id],
    )
    expect(rows).toEqual([
      { since: today, superseded: true },
      { since: addDays(today, -3), superseded: false },
    ])
  })

  it('ends no open review: it stays due about the move as it was recorded first', async () => {
    const { mina, file, today } = await cast()
    const flight = fleeing(file)
    await moveInEmergency(mina, flight, formOf(flight))
    const input = { caseId: file.id, spellId: randomUUID(), occurredOn: today }
    expect(await correctLastMove(mina, input, formOf(input))).toEqual(granted(null))
    const reviews = await look('select subject_id, decision from approval_request where case_id = $1', [
      file.id,
    ])
    expect(reviews).toEqual([{ subject_id: flight.spellId, decision: null }])
  })
})

describe('the crossroads', () => {
  it('shows every way on with what its gate says', async () => {
    const { mina, file } = await cast()
    const read = await readCrossroads(mina, file.code, 'move')
    expect(read.ok && read.value.ways.map(({ to, unmet }) => [to, unmet.length])).toEqual([
      ['safe-house', 4],
      ['unhcr-registration', 4],
    ])
    expect(read.ok && read.value.mayOverride).toBe(false)
  })

  it('is absent for a stranger, as a code that nobody has', async () => {
    const { file } = await cast()
    const stranger = await makePerson(['caseworker'], await makeTeam())
    expect(await readCrossroads(stranger, file.code, 'move')).toEqual(refused('absent'))
    expect(await readCrossroads(stranger, 'nobody-00', 'move')).toEqual(refused('absent'))
  })
})

describe('a reason', () => {
  it('with characters that would break the database or the eye is kept without them', async () => {
    const { mina, file } = await cast()
    const values = emergencySchema.parse(fleeing(file, { reason: ' minders\u0000 at\u202E the door ' }))
    expect(await moveInEmergency(mina, values, formOf(values))).toEqual(granted(null))
    const [row] = await peek('stage_spell', 'reason', 'id = $1', [values.spellId])
    expect(row).toEqual({ reason: 'minders at the door' })
  })

  it('of nothing but such characters is no reason', async () => {
    const { file } = await cast()
    expect(emergencySchema.safeParse(fleeing(file, { reason: '\u0000\u202E\u0000 \u0000' })).success).toBe(
      false,
    )
    expect(moveSchema.safeParse(moving(file, 'safe-house', { reason: '' })).success).toBe(true)
  })
})
