/**
 * Prepares the releases that were asked for, as the system and for statistics only. Whatever goes wrong, nothing leaves: it
 * ends in a closed word, or is taken up again when the server that worked on it was killed.
 */
import 'server-only'
import type { SystemAction } from '../../domain/policy/others.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { THRESHOLDS } from '../../domain/releases/definitions.ts'
import type { Prepared } from '../../domain/releases/prepared.ts'
import { PREPARATION_TRIES, type Unprepared } from '../../domain/releases/states.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { prepareRelease, type Preparation } from '../../server/disclosure/prepare.ts'
import { announceTo } from '../../server/live/announce.ts'
import { hear } from '../../server/live/hub.ts'
import { logBug } from '../../server/log.ts'
import { contentOf } from '../../server/releases/content.ts'
import {
  endRelease,
  keepRelease,
  readCaseload,
  readEarlier,
  takeRelease,
  tellRelease,
  type Content,
  type Taken,
} from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'statistics' }
/** The law gives a preparation up that says nothing for a minute. */
const SIGN_OF_LIFE_MS = 20_000

export type Prepare = (asked: Preparation) => Promise<Prepared>

/**
 * Prepares what waits, one after the other. `signal` breaks the running one off without an end: whoever comes next takes it up.
 *
 * @returns how many were worked on
 */
export async function prepareReleases(
  signal: AbortSignal,
  prepare: Prepare = prepareRelease,
): Promise<number> {
  for (let done = 0; ; done++) {
    const taken = signal.aborted ? null : await take()
    if (taken === null) return done
    await work(taken, signal, prepare)
  }
}

async function take(): Promise<Taken | null> {
  return bySystem('release.take', async (tx, door) => {
    const taken = await takeRelease(tx)
    if (taken !== null) door.concerns(taken.id)
    return taken
  })
}

async function work(taken: Taken, ending: AbortSignal, prepare: Prepare): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, ending])
  let rungs = 0
  const sign = async () => {
    if (!(await about(taken, 'release.tell', (tx) => tellRelease(tx, taken, rungs)))) stop.abort()
  }
  const signInPassing = () => void sign().catch((error: unknown) => logBug('statistics', error))
  const beat = setInterval(signInPassing, SIGN_OF_LIFE_MS)
  const stopHearing = hear((change) => {
    // Something was done about just this release, or the line was broken and may have swallowed it.
    if (change === null || ('team' in change && change.team === taken.id)) signInPassing()
  })
  try {
    if (taken.tries > PREPARATION_TRIES) {
      await end(taken, 'broken-off')
      return
    }
    const caseload = await about(taken, 'release.count', readCaseload)
    const earlier = await about(taken, 'release.keep', (tx) => readEarlier(tx, taken))
    const { definition, period, tier } = taken
    const onRung = async () => {
      rungs++
      await sign()
      signal.throwIfAborted()
    }
    const prepared = await prepare({ definition, period, tier, caseload, earlier, signal, onRung })
    signal.throwIfAborted()
    if (prepared.ok) await keep(taken, prepared)
    else await end(taken, prepared.why)
  } catch (error) {
    // Cancelled, overtaken, or the server ends: there is nothing to say about it.
    if (signal.aborted) return
    logBug('statistics', error)
    await end(taken, 'failed')
  } finally {
    clearInterval(beat)
    stopHearing()
  }
}

async function keep(taken: Taken, { body, tables, rungs, defence }: Prepared & { ok: true }): Promise<void> {
  const { definition, tier, k, period } = body
  // What would leave is what was asked for, below no threshold, and of no other time.
  const isAsked = definition === taken.definition && tier === taken.tier && k === THRESHOLDS[tier]
  if (!isAsked || period.first > taken.period.first || period.last < taken.period.last) {
    throw new Error('another release was prepared than the one that was asked for')
  }
  const content: Content = { ...contentOf(body), period, report: { tables, rungs }, defence }
  const outcome = await attempt(taken, 'release.keep', (tx) => keepRelease(tx, taken, content))
  if (outcome.ok) return
  if (outcome.refusal !== 'already-released') throw new Error(`release.keep was ${outcome.refusal}`)
  await end(taken, 'overlap')
}

async function end(taken: Taken, why: Unprepared): Promise<void> {
  await about(taken, 'release.keep', (tx) => endRelease(tx, taken, why))
}

/** Does one step about a release, and tells whoever asked for it to look again. */
async function attempt<T>(
  taken: Taken,
  action: SystemAction,
  step: (tx: Tx) => Promise<T>,
): Promise<Outcome<T>> {
  return act(SYSTEM, { action, subject: { kind: 'list' } }, async (tx, door) => {
    door.concerns(taken.id)
    const value = await step(tx)
    await announceTo(tx, { team: '', workers: [taken.askedBy] })
    return granted(value)
  })
}

async function about<T>(taken: Taken, action: SystemAction, step: (tx: Tx) => Promise<T>): Promise<T> {
  const outcome = await attempt(taken, action, step)
  if (!outcome.ok) throw new Error(`${action} was ${outcome.refusal}`)
  return outcome.value
}

async function bySystem<T>(action: SystemAction, step: (tx: Tx, door: Door) => Promise<T>): Promise<T> {
  const outcome: Outcome<T> = await act(SYSTEM, { action, subject: { kind: 'list' } }, async (tx, door) =>
    granted(await step(tx, door)),
  )
  if (!outcome.ok) throw new Error(`${action} was ${outcome.refusal}`)
  return outcome.value
}
