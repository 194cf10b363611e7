/** How good the records are that releases are made of: for the analyst, without a case. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import { QUALITY_FIELDS, QUALITY_PROBLEMS, type QualityRow } from './schema.ts'
import { countQuality } from './store.ts'

/** The counts, problem by problem and field by field; a field of which nothing is recorded counts none of none. */
export async function readQuality(actor: Actor): Promise<Outcome<readonly QualityRow[]>> {
  return act(actor, { action: 'quality.read', subject: { kind: 'list' } }, async (tx) => {
    const counted = await countQuality(tx)
    return granted(
      QUALITY_PROBLEMS.flatMap((problem) =>
        QUALITY_FIELDS[problem].map(
          (field) =>
            counted.find((row) => row.problem === problem && row.field === field) ?? {
              ...{ problem, field, found: 0, of: 0 },
            },
        ),
      ),
    )
  })
}
