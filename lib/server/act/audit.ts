/** Appends the audit fact to the operation's own transaction: no operation without its row, no row without it. */
import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Fact, RecordedFact } from '../../domain/audit/facts.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import type { Tx } from './tx.ts'

const SALT_BYTES = 32

/**
 * Writes one entry. Raw, because the log may only be inserted into and a `create` would read back.
 *
 * @param subjectId id of the row that the fact is about; a code or an id that led nowhere is not kept
 */
export async function appendFact(
  tx: Tx,
  actor: Actor,
  fact: Fact,
  result: RecordedFact['result'],
  subjectId: string | null,
): Promise<void> {
  const recorded: RecordedFact = {
    action: fact.action,
    result,
    subject: subjectId,
    detail: fact.detail ?? {},
  }
  const payload = Buffer.from(JSON.stringify({ ...recorded, by: actor.kind, ...purposeOf(actor) }), 'utf8')
  const person = actor.kind === 'person' ? actor.personId : null
  await tx.$executeRaw`
    INSERT INTO audit_entry (actor, action, subject, key_id, salt, payload)
    VALUES (${person}::uuid, ${fact.action}, ${subjectId}, 'clear', ${randomBytes(SALT_BYTES)}, ${payload})`
}

function purposeOf(actor: Actor): { purpose?: string } {
  return actor.kind === 'system' ? { purpose: actor.purpose } : {}
}
