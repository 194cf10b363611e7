/** The only door to the quality of records: the law counts, and shows no row. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { QualityRow } from './schema.ts'

/** Every count there is, in no order. */
export async function countQuality(tx: Tx): Promise<readonly QualityRow[]> {
  return tx.$queryRaw<QualityRow[]>`SELECT problem, field, found, "of" FROM law.record_quality()`
}
