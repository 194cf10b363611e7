/** Recording a risk assessment: structured, so that tired people choose alike, and explained when it is high. */
import 'server-only'
import { occurredOnDay } from '../../domain/calendar/occurrence.ts'
import { isHighRisk } from '../../domain/pathway/risk-level.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { RiskInput } from './schema.ts'
import { insertRisk } from './store.ts'

/** Adds a risk assessment to a case in reach. The log learns whether it is high, not which score made it so. */
export async function recordRisk(
  actor: Actor,
  input: RiskInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, ...risk } = input
  const high = isHighRisk(risk)
  const fact = {
    action: 'risk.record',
    subject: { kind: 'case', id: caseId },
    detail: { risk: risk.id, high },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredOnDay(risk.occurredOn, door.today)
      if (!occurred.ok) return occurred
      await insertRisk(tx, door.subjectId, door.personId, { ...risk, high })
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}
