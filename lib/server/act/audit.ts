/** Appends the audit fact to the operation's own transaction: no operation without its row, no row without it. */
import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Detail, Fact, RecordedFact, Subject } from '../../domain/audit/facts.ts'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { isUuid } from '../../domain/uuid.ts'
import type { Tx } from './tx.ts'

const SALT_BYTES = 32

/**
 * Writes one entry. Raw, because the log may only be inserted into and a `create` would read back.
 *
 * @param subjectId id of the row that the fact is about; for one that led nowhere the log keeps the code or the id that
 *   was asked for, so that whoever probes for other people's cases is seen
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
    detail: { ...fact.detail, ...(subjectId === null ? askedFor(fact.subject) : {}) },
  }
  const payload = Buffer.from(JSON.stringify({ ...recorded, by: actor.kind, ...purposeOf(actor) }), 'utf8')
  const person = actor.kind === 'person' ? actor.personId : null
  await tx.$executeRaw`
    INSERT INTO audit_entry (actor, action, subject, key_id, salt, payload)
    VALUES (${person}::uuid, ${fact.action}, ${subjectId}, 'clear', ${randomBytes(SALT_BYTES)}, ${payload})`
}

/** What has not even the shape of a code or an id may be anything, a name too: the log does not keep it. */
function askedFor(subject: Subject): Detail {
  if (subject.kind === 'case' && isUuid(subject.id)) return { asked: subject.id }
  if (subject.kind === 'approval' && isUuid(subject.id)) return { asked: subject.id }
  if (subject.kind === 'case-code' && CODE_SHAPE.test(subject.code)) return { asked: subject.code }
  return {}
}

/** For what the house does by itself: what for, and because of whom. */
function purposeOf(actor: Actor): { purpose?: string; causer?: string } {
  if (actor.kind !== 'system') return {}
  return { purpose: actor.purpose, ...(actor.causer === undefined ? {} : { causer: actor.causer }) }
}
