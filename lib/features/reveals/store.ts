/** The looks' only door to the database. Rows are added and never changed; the database sets the time. */
import 'server-only'
import type { Revealed } from '../../domain/policy/break-glass.ts'
import type { Tx } from '../../server/act/tx.ts'

export type NewReveal = {
  readonly id: string
  readonly personId: string
  readonly caseId: string
  readonly what: Revealed
}

/** Adds one look. Raw, because the app may not write the time of it. */
export async function insertReveal(tx: Tx, look: NewReveal): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reveal (id, person_id, case_id, what)
    VALUES (${look.id}::uuid, ${look.personId}::uuid, ${look.caseId}::uuid, ${look.what})`
}

type LooksRow = { seen: number; again: boolean; limit: number }

/** What a person has looked at within the hour, and the limit. Their looks are counted one after the other. */
export async function readLooks(
  tx: Tx,
  personId: string,
  look: { readonly caseId: string; readonly what: Revealed },
): Promise<LooksRow> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('look ' || ${personId}, 0))::text`
  const [row] = await tx.$queryRaw<LooksRow[]>`
    SELECT count(*)::int AS seen, coalesce(bool_or(case_id = ${look.caseId}::uuid AND what = ${look.what}), false) AS again,
      (SELECT value FROM house_limit WHERE name = 'looks-per-hour') AS limit
    FROM law.my_looks()`
  if (row === undefined) throw new Error('nothing was counted')
  return row
}

/** Lets somebody's looks be counted anew. */
export async function insertRelease(tx: Tx, id: string, personId: string, releasedBy: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO look_release (id, person_id, released_by) VALUES (${id}::uuid, ${personId}::uuid, ${releasedBy}::uuid)`
}

export async function writeLookLimit(tx: Tx, value: number): Promise<void> {
  await tx.houseLimit.update({ where: { name: 'looks-per-hour' }, data: { value }, select: { name: true } })
}
