/** The upkeep of the key store, as the system and for this purpose only. */
import 'server-only'
import type { Detail } from '../../domain/audit/facts.ts'
import { arePlausibleOrphans, ORPHAN_DAYS } from '../../domain/retention.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted } from '../../domain/refusal.ts'
import { act, type Work } from '../../server/act/act.ts'
import { log } from '../../server/log.ts'
import { nameOf } from '../../server/vault/keyring.ts'
import type { Owner } from '../../server/vault/owners.ts'
import { keyOwners, sweepKeys } from '../../server/vault/vault.ts'
import { unknownOwners } from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'upkeep' }
const DAY_MS = 24 * 3_600_000

export type KeysSwept = {
  readonly owners: number
  /** Owners whom no row knows today. */
  readonly orphans: number
  /** Keys that were destroyed: of owners whom no row has known for a month. */
  readonly destroyed: number
}

/**
 * Destroys the keys that failed transactions left, a month later. The rows are asked before the keys are touched, and whoever
 * seals with a key in between keeps it.
 *
 * Does nothing, and says so in the log, where so many keys have no row that the database must be the wrong one.
 */
export async function sweepOrphanKeys(now: Date = new Date()): Promise<KeysSwept> {
  const all: Owner[] = []
  for await (const page of keyOwners()) all.push(...page)
  const orphans = await record({ step: 'begun' }, async (tx) => granted(await unknownOwners(tx, all)))
  const counted = { owners: all.length, orphans: orphans.length }
  if (!arePlausibleOrphans(orphans.length, all.length)) {
    log().error({ where: 'upkeep', ...counted }, 'keys without a row: is this the right database?')
    return { ...counted, destroyed: 0 }
  }
  const names = new Set(orphans.map(nameOf))
  const known = all.filter((owner) => !names.has(nameOf(owner)))
  const before = new Date(now.getTime() - ORPHAN_DAYS * DAY_MS)
  const destroyed = await sweepKeys({ orphans, known, now, destroyed: before })
  if (destroyed > 0) await record({ step: 'done', keys: destroyed }, () => Promise.resolve(granted(null)))
  return { ...counted, destroyed }
}

async function record<T>(detail: Detail, work: Work<T>): Promise<T> {
  const outcome = await act(SYSTEM, { action: 'key.sweep', subject: { kind: 'list' }, detail }, work)
  if (!outcome.ok) throw new Error(`key.sweep was refused: ${outcome.refusal}`)
  return outcome.value
}
