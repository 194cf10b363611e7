/** Recording a step of protection, on one of three tracks that run side by side. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import { runsOut } from '../../domain/pathway/protection-status.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { countReveal } from '../reveals/effects.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { DocumentNumber, OnCaseInput, ProtectionInput } from './schema.ts'
import { insertProtectionStep, listNumbers } from './store.ts'

/** Adds a step to a case in reach. A day of expiry is kept only where the status is one that runs out. */
export async function recordProtection(
  actor: Actor,
  input: ProtectionInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, track, status, reference } = input
  const fact = {
    action: 'protection.record',
    subject: { kind: 'case', id: caseId },
    detail: { step: id, track, status },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      const expiresOn = runsOut(status) && input.expiresOn !== '' ? input.expiresOn : null
      const step = { id, track, status, reference, expiresOn, occurred: occurred.value }
      await insertProtectionStep(tx, door.subjectId, door.personId, step)
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}

/** Opens the numbers of a case's documents, on a tap. Where there is none, nothing was seen, and nothing counts. */
export async function readNumbers(
  actor: Actor,
  input: OnCaseInput,
): Promise<Outcome<readonly DocumentNumber[]>> {
  const fact = {
    action: 'case.read-identity',
    subject: { kind: 'case', id: input.caseId },
    detail: { what: 'number' },
  } as const
  return act(actor, fact, async (tx, door) => {
    const numbers = await listNumbers(tx, door.subjectId)
    if (numbers.length === 0) return granted(numbers)
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'number' })
    return counted.ok ? granted(numbers) : counted
  })
}
