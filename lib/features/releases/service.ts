/** Releases: what is there, what may be asked for, and how one stands. What leaves is decided elsewhere (`release-decisions`). */
import 'server-only'
import { addDays, type Day } from '../../domain/calendar/partial-date.ts'
import { mayEver } from '../../domain/policy/decide.ts'
import type { Actor, PersonActor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { DEFINITION_IDS, DEFINITIONS, THRESHOLDS, TIERS } from '../../domain/releases/definitions.ts'
import { closedPeriods, overlaps } from '../../domain/releases/periods.ts'
import { RELEASE_CODE_SHAPE, releaseCode } from '../../domain/releases/release-code.ts'
import { mayBecome, type ReleaseWaiting } from '../../domain/releases/states.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { drawCode } from '../../server/code.ts'
import { doAtOnce } from '../../server/jobs/at-once.ts'
import { announceTo } from '../../server/live/announce.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { readReleasesToDecide } from './effects.ts'
import type {
  Offer,
  OnReleaseInput,
  PrepareInput,
  ReleaseOpened,
  ReleaseRights,
  ReleasesPage,
} from './schema.ts'
import {
  cancelRelease,
  findState,
  insertRelease,
  listFetches,
  listFiles,
  listHeld,
  listReleases,
  readRelease,
} from './store.ts'

/** The job that prepares; `instrumentation.ts` starts it. */
export const PREPARING = 'releases'

/** How far back one may ask. */
const DAYS_BACK = 5 * 366

const LIST = { kind: 'list' } as const

/** What was prepared and released, and what may still be asked for. */
export async function openReleases(actor: Actor): Promise<Outcome<ReleasesPage>> {
  return act(actor, { action: 'release.read', subject: LIST }, async (tx, door) => {
    const mayPrepare = actor.kind === 'person' && mayEver(actor, 'release.prepare')
    return granted({
      releases: await listReleases(tx),
      mayPrepare,
      offers: mayPrepare ? await offersOn(tx, door.today) : [],
      draft: mayPrepare ? await readDraftIn(tx, door.personId, 'release', '') : null,
    })
  })
}

/** The releases that wait for the person's decision; none for whoever asked for them. */
export async function listReleasesToDecide(person: PersonActor): Promise<Outcome<readonly ReleaseWaiting[]>> {
  return act(person, { action: 'release.read', subject: LIST }, async (tx) =>
    granted(await readReleasesToDecide(tx, person)),
  )
}

async function offersOn(tx: Tx, today: Day): Promise<readonly Offer[]> {
  const held = await listHeld(tx)
  return DEFINITION_IDS.flatMap((definition) =>
    TIERS.map((tier) => {
      const taken = held.filter((one) => one.definition === definition && one.tier === tier)
      const periods = closedPeriods(definition, addDays(today, -DAYS_BACK), today)
      const free = periods.filter((period) => !taken.some((one) => overlaps(one.period, period)))
      return { definition, tier, periods: free }
    }),
  )
}

/** Asks for a release; the house prepares it by itself, from now on. */
export async function prepare(
  actor: Actor,
  input: PrepareInput,
  form: SubmittedForm,
): Promise<Outcome<{ code: string }>> {
  const { id, definition, tier } = input
  const fact = {
    action: 'release.prepare',
    subject: LIST,
    detail: { release: id, definition, tier, period: input.period },
  } as const
  const outcome = await act(
    actor,
    fact,
    async (tx, door) => {
      door.concerns(id)
      const closed = closedPeriods(definition, addDays(door.today, -DAYS_BACK), door.today)
      const period = closed.find(({ first }) => first === input.period)
      if (period === undefined) return refusedField('period', 'not-a-choice')
      const code = releaseCode(drawCode())
      const definitionVersion = DEFINITIONS[definition].version
      const threshold = THRESHOLDS[tier]
      await insertRelease(tx, {
        id,
        code,
        definition,
        definitionVersion,
        tier,
        threshold,
        period,
        askedBy: door.personId,
      })
      return granted({ code })
    },
    form,
  )
  if (outcome.ok) await doAtOnce(PREPARING)
  return outcome
}

/** Ends a preparation, discards what came of it, or takes a request back. Whoever works on it stops at once. */
export async function cancel(
  actor: Actor,
  input: OnReleaseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { releaseId } = input
  const fact = { action: 'release.cancel', subject: LIST, detail: { release: releaseId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const release = await findState(tx, releaseId)
      if (release === null) return refused('absent')
      door.concerns(releaseId)
      const fresh = unlessStale(door, release.version)
      if (!fresh.ok) return fresh
      if (!mayBecome(release.state, 'cancelled')) return refused('already-decided')
      await cancelRelease(tx, releaseId, door.personId)
      // Whoever prepares it hears this, and everybody who looks at it.
      await announceTo(tx, { team: releaseId, workers: [release.askedBy] })
      return granted(null)
    },
    form,
  )
}

/** One release with all that is needed to judge it: what would leave, what is hidden and why, and how it was attacked. */
export async function openRelease(actor: Actor, code: string): Promise<Outcome<ReleaseOpened>> {
  return act(actor, { action: 'release.read', subject: LIST }, async (tx, door) => {
    if (!RELEASE_CODE_SHAPE.test(code)) return refused('absent')
    const release = await readRelease(tx, code)
    if (release === null) return refused('absent')
    door.concerns(release.id)
    const { people, ...shown } = release
    const mine = people.includes(door.personId)
    const files = shown.state === 'approved' ? await listFiles(tx, shown.id) : []
    return granted({
      ...shown,
      mine,
      files,
      fetches: await listFetches(tx, shown.id),
      may: rightsOf(door, shown.state, mine, files.length > 0),
    })
  })
}

function rightsOf(
  { actor }: Door,
  state: ReleaseOpened['state'],
  mine: boolean,
  fetchable: boolean,
): ReleaseRights {
  const may = (action: Parameters<typeof mayEver>[1]) => actor.kind === 'person' && mayEver(actor, action)
  return {
    cancel: mayBecome(state, 'cancelled') && may('release.cancel'),
    request: state === 'ready' && may('release.request'),
    decide: state === 'requested' && !mine && may('release.approve'),
    withdraw: state === 'approved' && may('release.withdraw'),
    fetch: fetchable && may('release.fetch'),
  }
}
