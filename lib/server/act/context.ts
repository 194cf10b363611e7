/**
 * Tells the database who acts in a transaction. The context is signed, so that SQL which somebody smuggles in as the
 * app's login cannot become another person by `set_config`; the policies of row-level security believe nothing else.
 *
 * HMAC-SHA-256 (RFC 2104) over `version.kind.subject.expires`; the database checks it with the same key, which
 * `causeway migrate` keeps where only the role `causeway_law` reads it.
 */
import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/policy/roles.ts'
import { sign } from '../vault/seal.ts'
import type { Tx } from './tx.ts'

/** A context is for the transaction that begins now; the rest is for clocks that differ. */
const LIVES_MS = 30_000

/** The context of an actor for a transaction that begins now. */
export function contextOf(actor: Actor, now: number = Date.now()): string {
  const said = `1.${actor.kind}.${subjectOf(actor)}.${String(now + LIVES_MS)}`
  return `${said}.${sign('context', said)}`
}

function subjectOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.personId
    case 'system':
      return actor.purpose
    // As a hash: a login has dots as the context has.
    case 'visitor':
      return actor.login === undefined
        ? (actor.link ?? '')
        : createHash('sha256').update(actor.login).digest('hex')
    case 'operator':
      return ''
  }
}

/**
 * Begins a transaction by telling the database who acts: without that it shows and takes nothing.
 *
 * @returns `disabled` when the person may not work any more
 * @throws when the database does not believe this server, whose secret is another than at the last `causeway migrate`
 */
export async function enter(tx: Pick<Tx, '$queryRaw'>, actor: Actor): Promise<'known' | 'disabled'> {
  const [row] = await tx.$queryRaw<{ entered: string }[]>`SELECT law.enter(${contextOf(actor)}) AS entered`
  if (row?.entered === 'known' || row?.entered === 'disabled') return row.entered
  throw new Error(
    'the database does not believe this server: CAUSEWAY_SECRET is not the one it was migrated with',
  )
}
