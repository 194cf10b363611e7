/** The start page: everything that waits for whoever asks, read in one act. */
import 'server-only'
import { daysBetween } from '../../domain/calendar/partial-date.ts'
import { gate } from '../../domain/pathway/gates.ts'
import { ASKING_STAGES, nextStage, readiness } from '../../domain/pathway/next-stage.ts'
import { isLate } from '../../domain/pipeline/dwell.ts'
import { mayEver } from '../../domain/policy/decide.ts'
import type { PersonActor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { groupByLateness, type LatenessGroup } from '../../domain/work/lateness.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readMyAlerts } from '../alerts/effects.ts'
import { readCaseFactsOf } from '../gates/effects.ts'
import { readNinetieths } from '../pipeline/effects.ts'
import { readReleasesToDecide } from '../releases/effects.ts'
import { readMyTasks } from '../tasks/effects.ts'
import { WAITING_SHOWN, type Today, type TodayAlert, type WaitingCase } from './schema.ts'
import { countOpenCases, listOpenCases } from './store.ts'

const PRESSING: readonly LatenessGroup[] = ['critically-overdue', 'overdue', 'due-today']

/** What waits for the person. Roles that work on no case are asked nothing of, and nothing is read for them. */
export async function readToday(person: PersonActor): Promise<Outcome<Today>> {
  if (mayEver(person, 'task.list')) return readCaseDay(person)
  if (mayEver(person, 'alert.list')) return readAlertDay(person)
  return granted({ ...NOTHING, now: new Date().toISOString(), timeZone: 'UTC' })
}

const NOTHING = {
  ...({ whose: 'nobody', pressing: 0, alerts: [], groups: [], waiting: [], openCases: 0 } as const),
  releases: [],
}

async function readCaseDay(person: PersonActor): Promise<Outcome<Today>> {
  return act(person, { action: 'task.list', subject: { kind: 'list' } }, async (tx, door) => {
    const alerts = await readAlerts(tx, person)
    const tasks = await readMyTasks(tx, door.scope)
    const groups = groupByLateness(tasks, door.now.getTime(), door.timeZone)
    const due = groups.filter(({ group }) => PRESSING.includes(group)).flatMap(({ items }) => items)
    return granted({
      whose: door.scope.reach === 'own' ? 'mine' : 'team',
      pressing: alerts.length + due.length,
      alerts,
      groups,
      waiting: await readWaiting(tx, door),
      openCases: await countOpenCases(tx, door.scope),
      releases: await readReleasesToDecide(tx, person),
      now: door.now.toISOString(),
      timeZone: door.timeZone,
    })
  })
}

async function readAlertDay(person: PersonActor): Promise<Outcome<Today>> {
  return act(person, { action: 'alert.list', subject: { kind: 'self' } }, async (tx, door) => {
    const alerts = await readAlerts(tx, person)
    const { now, timeZone } = door
    const releases = await readReleasesToDecide(tx, person)
    return granted({
      ...NOTHING,
      alerts,
      releases,
      pressing: alerts.length,
      now: now.toISOString(),
      timeZone,
    })
  })
}

async function readAlerts(tx: Tx, person: PersonActor): Promise<readonly TodayAlert[]> {
  const alerts = await readMyAlerts(tx, person)
  return alerts.map(({ id, kind, caseCode, about, case: reached, step, answered, raisedAt, raisedBy }) => ({
    id,
    kind,
    caseCode,
    about,
    stage: reached?.stage ?? null,
    step,
    answered,
    raisedAt,
    raisedBy,
  }))
}

/** The cases that wait longest for something that somebody here could do: a gate to fill, or a move to make. */
async function readWaiting(tx: Tx, door: Door): Promise<readonly WaitingCase[]> {
  const open = await listOpenCases(tx, door.scope, ASKING_STAGES)
  const facts = await readCaseFactsOf(
    tx,
    open.map(({ id }) => id),
    door.today,
  )
  const ninetieths = await readNinetieths(tx, door.scope.teamId)
  const waiting = open.flatMap(({ id, code, stage, since }) => {
    const known = facts.get(id)
    const next = nextStage(stage)
    if (known === undefined || next === null) return []
    const days = daysBetween(since, door.today)
    const missing = gate(known, next).unmet[0] ?? null
    const late = isLate(days, ninetieths.get(stage) ?? null)
    return [{ code, stage, days, late, readiness: readiness(stage, known), missing }]
  })
  return waiting
    .filter(({ readiness: { kind } }) => kind === 'missing' || kind === 'ready')
    .toSorted((one, other) => Number(other.late) - Number(one.late))
    .slice(0, WAITING_SHOWN)
}
