/** Upkeep's only door to the database: which owners of keys it knows. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { OWNER_KINDS, type Owner } from '../../server/vault/owners.ts'

/** Those of the owners whom no row knows. */
export async function unknownOwners(tx: Tx, owners: readonly Owner[]): Promise<readonly Owner[]> {
  const unknown: Owner[] = []
  for (const kind of OWNER_KINDS) {
    const asked = owners.filter((owner) => owner.kind === kind)
    if (asked.length === 0) continue
    const ids = asked.map(({ id }) => id)
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT k::text AS id FROM law.known_owners(${kind}, ${ids}::uuid[]) k`
    const known = new Set(rows.map(({ id }) => id))
    unknown.push(...asked.filter(({ id }) => !known.has(id)))
  }
  return unknown
}
