/** Recording on what basis data is held: what the person said, or why nobody could ask. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import { basisReview } from '../../domain/pathway/data-basis.ts'
import { BASIS_PURPOSES } from '../../domain/pathway/vocabulary.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { BasisInput } from './schema.ts'
import { insertBases } from './store.ts'

/** Adds one answer, for each of its purposes, to a case in reach. Vital interest is looked at again within a week. */
export async function recordBasis(
  actor: Actor,
  input: BasisInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, ids, ground, explanation } = input
  const purposes = BASIS_PURPOSES.filter((purpose) => input.purposes.includes(purpose))
  const fact = {
    action: 'basis.record',
    subject: { kind: 'case', id: caseId },
    detail: { purposes, ground },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      const answer = {
        ground,
        explanation,
        occurred: occurred.value,
        reviewOn: basisReview(ground, door.today),
      }
      const bases = purposes.map((purpose) => ({ ...answer, purpose, id: ids[purpose] }))
      await insertBases(tx, door.subjectId, door.personId, bases)
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}
