/** The search's only door to the database: the names and numbers of the searcher's own cases. */
import 'server-only'
import type { Stage } from '../../domain/pathway/stages.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openedAll } from '../../server/vault/vault.ts'

export type OwnName = {
  readonly id: string
  readonly code: string
  readonly stage: Stage
  /** The case has a critical incident that is still open. */
  readonly critical: boolean
  readonly hangul: string
  readonly latin: string
  readonly cyrillic: string
  readonly aliases: string
  readonly phone: string
}

/** Cases that somebody carries now. */
function carriedBy(personId: string): Prisma.Sql {
  return Prisma.sql`(SELECT a.case_id FROM assignment a WHERE a.person_id = ${personId}::uuid AND ${HOLDS_NOW})`
}

/** The names and phones of every case that somebody carries, opened. */
export async function readOwnNames(tx: Tx, personId: string): Promise<readonly OwnName[]> {
  const rows = await tx.$queryRaw<OwnName[]>`
    SELECT c.id, c.code, c.stage, i.hangul, i.latin, i.cyrillic, i.aliases, i.phone,
      EXISTS (SELECT FROM incident n WHERE n.case_id = c.id AND n.severity = 'critical' AND n.closed_at IS NULL) AS critical
    FROM identity i JOIN case_file c ON c.id = i.case_id
    WHERE c.id IN ${carriedBy(personId)}
    ORDER BY c.id`
  return openedAll(
    rows.map((record) => ({
      ...{ table: 'identity' as const, owner: caseOwner(record.id), row: record.id },
      record,
    })),
  )
}

/** The numbers of documents and registrations of every case that somebody carries, opened, by the id of the case. */
export async function readOwnReferences(
  tx: Tx,
  personId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.$queryRaw<{ case_id: string; step_id: string; reference: string }[]>`
    SELECT case_id, step_id, reference FROM protection_number WHERE case_id IN ${carriedBy(personId)}`
  const open = await openedAll(
    rows.map((record) => ({
      ...{ table: 'protection_number' as const, owner: caseOwner(record.case_id), row: record.step_id },
      record,
    })),
  )
  const found = new Map<string, string[]>()
  for (const { case_id: id, reference } of open) found.set(id, [...(found.get(id) ?? []), reference])
  return found
}
