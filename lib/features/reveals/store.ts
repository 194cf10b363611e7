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
