/**
 * The one door: decides by the grid, runs the work, appends the audit fact, and commits or rolls back all of it.
 * Refused attempts are recorded too, as a rule in a transaction of their own, because the refused one was rolled back.
 */
import 'server-only'
import type { PrismaClient } from '../../../prisma/generated/client.ts'
import type { Fact } from '../../domain/audit/facts.ts'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { decide, type Scope, type Standing } from '../../domain/policy/decide.ts'
import { onlyReads } from '../../domain/policy/reads.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome, type Refused } from '../../domain/refusal.ts'
import { db, jobsDb } from '../db.ts'
import { logBug } from '../log.ts'
import { announce } from '../live/announce.ts'
import { vaultIsLocked } from '../vault/vault.ts'
import { VaultError } from '../vault/vault-error.ts'
import { appendFact } from './audit.ts'
import { enter } from './context.ts'
import { isWorthRetrying, refusalOf } from './database-refusals.ts'
import { findStanding } from './standing.ts'
import { once, type SubmittedForm } from './submission.ts'
import { openedByAct, type Tx } from './tx.ts'

/** What the work may know: who asks and how far they reach, what it is about, and what time it is. */
export type Door = {
  readonly actor: Actor
  readonly scope: Scope
  /** How the actor stands to the subject's row; throws for a fact about a list. */
  readonly standing: Standing
  /** Id of the subject's row; throws for a fact about a list. */
  readonly subjectId: string
  /** Id of the person who acts; throws for visitors, the operator and the system. */
  readonly personId: string
  readonly now: Date
  readonly today: Day
  readonly timeZone: string
  /** The version that the form was opened at, or null. */
  readonly version: number | null
  /** Names the row that a fact about a list turned out to be about, so that the log can say who looked at what. */
  readonly concerns: (subjectId: string) => void
  /** Names every case whose secret the work of a fact about a list has shown, for the log. */
  readonly shows: (caseIds: readonly string[]) => void
  /** Says how many rows the work of a fact about a list has written, for the log. */
  readonly counts: (written: number) => void
  /** Keeps what the work wrote although it refuses, together with the entry of the refusal; throws for a form. */
  readonly keepRefused: () => void
}

export type Work<T> = (tx: Tx, door: Door) => Promise<Outcome<T>>

const LONGEST_MS = 5_000
const TRIES = 3

/** Carries a refusal out of the transaction, so that it rolls back. */
class RolledBack extends Error {
  readonly refusal: Refused
  constructor(refusal: Refused) {
    super('rolled back')
    this.refusal = refusal
  }
}

/**
 * Runs one operation.
 *
 * @param actor who asks
 * @param fact what is to be done, to what; it becomes the audit entry
 * @param work the operation; it may be run again after a deadlock, so it must only touch the transaction
 * @param form key and version of the form that asked; a retry with the same key gets the first result
 */
export async function act<T>(
  actor: Actor,
  fact: Fact,
  work: Work<T>,
  form?: SubmittedForm,
): Promise<Outcome<T>> {
  // Fails closed, also for what touches no sealed text. Unlocking alone can be recorded before.
  if (fact.action !== 'keys.unlock' && vaultIsLocked()) {
    return recordRefusal(actor, fact, refused('locked'), null)
  }
  for (let left = TRIES; ; left--) {
    const about: About = { subjectId: null, shown: [], written: null, keptRefused: false }
    try {
      return await attempt(actor, fact, work, form, about)
    } catch (error) {
      const refusal =
        error instanceof RolledBack ? error.refusal : (forgotten(error, fact) ?? refusalOf(error))
      if (refusal !== null) return recordRefusal(actor, fact, refusal, about.subjectId)
      if (left <= 1 || !isWorthRetrying(error)) throw failed(error)
    }
  }
}

/** What the work says of an attempt while it runs: the row that it is about, what it showed, how much it wrote, and whether a refusal leaves something. */
type About = {
  subjectId: string | null
  shown: readonly string[]
  written: number | null
  keptRefused: boolean
}

async function attempt<T>(
  actor: Actor,
  fact: Fact,
  work: Work<T>,
  form: SubmittedForm | undefined,
  about: About,
): Promise<Outcome<T>> {
  return poolOf(actor).$transaction(
    async (client) => {
      const tx = openedByAct(client)
      if ((await enter(tx, actor)) === 'disabled') throw new RolledBack(refused('signed-out'))
      const found = await findStanding(tx, actor, fact.subject, !onlyReads(fact.action))
      about.subjectId = found.subjectId
      const decision = decide(actor, fact.action, found.standing, {
        now: found.now,
        reason: form?.reason ?? null,
      })
      if (!decision.ok) throw new RolledBack(found.forgotten ? refused('forgotten') : decision)
      const door: Door = {
        actor,
        scope: decision.value,
        get standing() {
          if (found.standing === 'list' || found.standing === null)
            throw new Error(`${fact.action} is about a list`)
          return found.standing
        },
        get subjectId() {
          if (found.subjectId === null) throw new Error(`${fact.action} is about a list`)
          return found.subjectId
        },
        get personId() {
          if (actor.kind !== 'person') throw new Error(`${fact.action} is done by no person`)
          return actor.personId
        },
        now: found.now,
        today: found.today,
        timeZone: found.timeZone,
        version: form?.version ?? null,
        concerns: (subjectId) => {
          about.subjectId = subjectId
        },
        shows: (caseIds) => {
          about.shown = caseIds
        },
        counts: (written) => {
          about.written = written
        },
        keepRefused: () => {
          // Its key would be taken, and a retry would be told that it was saved.
          if (form !== undefined) throw new Error(`${fact.action} is a form's work`)
          about.keptRefused = true
        },
      }
      const { replayed, outcome } = await doWork(tx, door, fact, work, form)
      if (!outcome.ok) {
        if (!about.keptRefused) throw new RolledBack(outcome)
        await appendFact(tx, actor, fact, `refused:${outcome.refusal}`, about.subjectId)
        return outcome
      }
      await appendFact(tx, actor, withTold(fact, about), replayed ? 'replayed' : 'done', about.subjectId)
      if (!replayed && !onlyReads(fact.action)) await announce(tx, fact, found.subjectId)
      return outcome
    },
    { timeout: LONGEST_MS, maxWait: LONGEST_MS },
  )
}

function withTold(fact: Fact, { shown, written }: About): Fact {
  const told = { ...(shown.length === 0 ? {} : { shown }), ...(written === null ? {} : { written }) }
  return { ...fact, detail: { ...fact.detail, ...told } }
}

async function doWork<T>(tx: Tx, door: Door, fact: Fact, work: Work<T>, form?: SubmittedForm) {
  if (form === undefined || door.actor.kind !== 'person') {
    return { replayed: false, outcome: await work(tx, door) }
  }
  return once(tx, door.actor.personId, fact.action, form, () => work(tx, door))
}

async function recordRefusal(
  actor: Actor,
  fact: Fact,
  refusal: Refused,
  subjectId: string | null,
): Promise<Refused> {
  try {
    await poolOf(actor).$transaction(async (client) => {
      const tx = openedByAct(client)
      await enter(tx, actor)
      await appendFact(tx, actor, fact, `refused:${refusal.refusal}`, subjectId)
    })
  } catch (error) {
    throw failed(error)
  }
  return refusal
}

/**
 * A text of somebody whose keys are destroyed: what would be written about them is refused, and who looks finds nothing, also
 * where a backup has brought their rows back.
 */
function forgotten(error: unknown, fact: Fact): Refused | null {
  if (!(error instanceof VaultError) || error.fault !== 'forgotten') return null
  return refused(onlyReads(fact.action) ? 'absent' : 'forgotten')
}

/** Whoever prints this prints a reference: messages of the database may hold what somebody typed. */
function failed(error: unknown): Error {
  return new Error(`act failed: ${logBug('act', error)}`)
}

/** What the house does by itself goes over a login of its own, which may do nothing else. */
function poolOf(actor: Actor): PrismaClient {
  return actor.kind === 'system' ? jobsDb() : db()
}

/** Refuses when the record has moved on since the form was opened. */
export function unlessStale(door: Door, current: number): Outcome<null> {
  return door.version === null || door.version === current ? granted(null) : refused('stale')
}
