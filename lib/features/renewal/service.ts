/**
 * A new key for a case, while everybody goes on working: for when the old one may be known. Broken off, it is finished by
 * calling it again.
 */
import 'server-only'
import type { Detail } from '../../domain/audit/facts.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { StandingText } from '../../server/vault/seal-anew.ts'
import { renewKeys, sealedAnew } from '../../server/vault/vault.ts'
import { VaultError } from '../../server/vault/vault-error.ts'
import {
  countTexts,
  findCase,
  nameCase,
  openTransactions,
  putInPlace,
  readTexts,
  type CaseToRenew,
} from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'renewal' }

/** Texts of one transaction: some milliseconds, for which whoever writes the same rows waits. */
const AT_ONCE = 50
/** How often the texts are gone through before somebody is told that others write too much. */
const ROUNDS = 5
/** How long a transaction of a server is waited for: in all a good deal longer than one may last. */
const WAITS = 8
const WAIT_MS = 2_000
const PAUSE_MS = 50

/** What is being done, and how far it has come. */
export type Tell = (step: 'look' | 'seal' | 'check', texts: number, of: number) => void

export type Renewed = {
  /** False when it finished what an earlier call had left: no key was made. */
  readonly made: boolean
  /** Sealed texts of the case, in so many columns. None of them stands under an older key. */
  readonly texts: number
  readonly places: number
  /** Those that open under no key, in words without what they say. They stand as they stood. */
  readonly unopened: readonly string[]
}

/**
 * Gives the owners of a case's texts their next key and seals every text anew. Texts that an earlier call has left under an older
 * key are only finished.
 *
 * @returns `absent` where no case bears the code, `forgotten` when it was deleted, `locked`, and `stale` when others write so much
 *   that it is not finished yet
 */
export async function renewCase(code: string, tell: Tell): Promise<Outcome<Renewed>> {
  const found = await find(code)
  const begun = await record(code, found, { step: 'begun' }, found)
  if (!found.ok) return found
  if (!begun.ok) return begun
  const outcome = await renew(code, found.value, tell)
  const entry = await record(
    code,
    found,
    { step: 'done', ...(outcome.ok ? told(outcome.value) : {}) },
    outcome,
  )
  return entry.ok ? outcome : entry
}

function told({ made, texts, places, unopened }: Renewed): Detail {
  return { made, texts, places, unopened: unopened.length }
}

async function find(code: string): Promise<Outcome<CaseToRenew>> {
  return bySystem(null, async (tx) => {
    const found = await findCase(tx, code)
    if (found === null) return refused('absent')
    return found === 'forgotten' ? refused('forgotten') : granted(found)
  })
}

/** The operator's own entry in the log: begun before anything is changed, so that one that was broken off stands there too. */
async function record(
  code: string,
  found: Outcome<CaseToRenew>,
  detail: Detail,
  outcome: Outcome<unknown>,
): Promise<Outcome<unknown>> {
  const fact = { action: 'keys.renew', subject: { kind: 'case-code', code }, detail } as const
  return act({ kind: 'operator' }, fact, (_tx, door) => {
    if (found.ok) door.concerns(found.value.id)
    return Promise.resolve(outcome)
  })
}

async function bySystem<T>(
  about: CaseToRenew | null,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return act(SYSTEM, { action: 'key.reseal', subject: { kind: 'list' } }, async (tx, door) => {
    if (about !== null) {
      door.concerns(about.id)
      await nameCase(tx, about.id)
    }
    return work(tx)
  })
}

async function renew(code: string, about: CaseToRenew, tell: Tell): Promise<Outcome<Renewed>> {
  const left = await round(about, (texts, of) => tell('look', texts, of))
  if (!left.ok) return left
  const made = left.value.changed === 0
  if (made) {
    const renewed = await renewOwners(about)
    if (!renewed.ok) return renewed
    const sealed = await round(about, (texts, of) => tell('seal', texts, of))
    if (!sealed.ok) return sealed
  }
  // What took the old key before there was a new one may still be written: not after this.
  const over = await olderWritesEnd(about)
  if (!over.ok) return over
  for (let turn = 0; turn < ROUNDS; turn++) {
    const last = await round(about, (texts, of) => tell('check', texts, of))
    if (!last.ok) return last
    const { changed, ...counted } = last.value
    if (changed > 0) continue
    const still = await find(code)
    return still.ok ? granted({ made, ...counted }) : still
  }
  return refused('stale')
}

async function renewOwners({ owners }: CaseToRenew): Promise<Outcome<null>> {
  try {
    await renewKeys(owners)
    return granted(null)
  } catch (error) {
    if (error instanceof VaultError && error.fault === 'forgotten') return refused('forgotten')
    throw error
  }
}

type Round = Omit<Renewed, 'made'> & {
  /** Texts that stood under an older key, put anew or changed by somebody else in the same moment. */
  readonly changed: number
}

/** Goes once through all texts of the case, and seals anew what stands under an older key. */
async function round(about: CaseToRenew, tell: (texts: number, of: number) => void): Promise<Outcome<Round>> {
  const counted = await bySystem(about, async (tx) => granted(await countTexts(tx)))
  if (!counted.ok) return counted
  const unopened: string[] = []
  let [seen, changed] = [0, 0]
  for (let after: StandingText | null = null; ;) {
    const last: StandingText | null = after
    const done: Outcome<Some> = await bySystem(about, async (tx) => granted(await sealSome(tx, last)))
    if (!done.ok) return done
    seen += done.value.seen
    changed += done.value.changed
    unopened.push(...done.value.unopened)
    tell(seen, Math.max(seen, counted.value.texts))
    after = done.value.last
    if (after === null) return granted({ ...counted.value, changed, unopened })
  }
}

/** `last` is null after the last of all texts. */
type Some = Pick<Round, 'changed' | 'unopened'> & {
  readonly seen: number
  readonly last: StandingText | null
}

/** Seals the next texts anew. */
async function sealSome(tx: Tx, after: StandingText | null): Promise<Some> {
  const texts = await readTexts(tx, after, AT_ONCE)
  const anew = await sealedAnew(texts)
  const unopened: string[] = []
  let changed = 0
  for (const [at, text] of texts.entries()) {
    const fresh = anew[at] ?? null
    if (fresh instanceof VaultError) unopened.push(fresh.message)
    else if (fresh !== null) {
      // What somebody wrote in between stays; the next round looks at it.
      await putInPlace(tx, text, fresh)
      changed++
    }
  }
  const last = texts.length === AT_ONCE ? (texts.at(-1) ?? null) : null
  return { seen: texts.length, changed, unopened, last }
}

/** Waits until every transaction of a server is over that is open now. `stale` when one of them does not end. */
async function olderWritesEnd(about: CaseToRenew): Promise<Outcome<null>> {
  let open = await bySystem(about, async (tx) => granted(await openTransactions(tx)))
  for (let left = WAITS; left > 0; left--) {
    if (!open.ok) return open
    if (open.value.length === 0) return granted(null)
    const among = open.value
    open = await bySystem(about, async (tx) => granted(await stillOpen(tx, among)))
  }
  return refused('stale')
}

async function stillOpen(tx: Tx, among: readonly string[]): Promise<readonly string[]> {
  let left = among
  for (const until = performance.now() + WAIT_MS; left.length > 0 && performance.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    const open = await openTransactions(tx)
    left = left.filter((id) => open.includes(id))
  }
  return left
}
