/** The search's only door to the database: the names of the searcher's own cases. */
import 'server-only'
import type { Stage } from '../../domain/pathway/stages.ts'
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

/** The names and phones of every case that somebody carries, opened. */
export async function readOwnNames(tx: Tx, personId: string): Promise<readonly OwnName[]> {
  const rows = await tx.$queryRaw<OwnName[]>`
    SELECT c.id, c.code, c.stage, i.hangul, i.latin, i.cyrillic, i.aliases, i.phone,
      EXISTS (SELECT FROM incident n WHERE n.case_id = c.id AND n.severity = 'critical' AND n.closed_at IS NULL) AS critical
    FROM identity i JOIN case_file c ON c.id = i.case_id
    WHERE c.id IN (SELECT a.case_id FROM assignment a WHERE a.person_id = ${personId}::uuid AND ${HOLDS_NOW})
    ORDER BY c.id`
  return openedAll(
    rows.map((record) => ({
      ...{ table: 'identity' as const, owner: caseOwner(record.id), row: record.id },
      record,
    })),
  )
}
