/** Reporting what went wrong, at any hour and by anybody on the case or on call, and closing it when it is over. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { drawCode } from '../../server/code.ts'
import { raiseAlert } from '../alerts/effects.ts'
import type { CloseIncidentInput, DangerInput, IncidentInput, IncidentRecord } from './schema.ts'
import { closeIncidentRow, findIncident, insertIncident } from './store.ts'

/** Adds an incident to a case in reach under a code of its own; a critical one rings for the person on call. */
export async function reportIncident(
  actor: Actor,
  input: IncidentInput,
  form: SubmittedForm,
): Promise<Outcome<{ code: string }>> {
  const { caseId, id, kind, severity, account } = input
  const fact = {
    action: 'incident.report',
    subject: { kind: 'case', id: caseId },
    detail: { incident: id, kind, severity },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      return granted({
        code: await addIncident(tx, door, { id, kind, severity, account, occurred: occurred.value }),
      })
    },
    form,
  )
}

/**
 * Says that a case is in danger now, by its code: the way of whoever is on call to a case of the team that they do not
 * carry. It rings, and from then on the case is within their reach.
 */
export async function declareDanger(
  actor: Actor,
  input: DangerInput,
  form: SubmittedForm,
): Promise<Outcome<{ code: string }>> {
  const { code, id, kind, account } = input
  const severity = 'critical'
  const fact = {
    action: 'incident.report',
    subject: { kind: 'case-code', code },
    detail: { incident: id, kind, severity },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const occurred = { on: door.today, precision: 'day' } as const
      return granted({ code: await addIncident(tx, door, { id, kind, severity, account, occurred }) })
    },
    form,
  )
}

/** Adds an incident under a code of its own, and rings when life or freedom is at stake. */
async function addIncident(tx: Tx, door: Door, incident: Omit<IncidentRecord, 'code'>): Promise<string> {
  const code = drawCode()
  await insertIncident(tx, door.subjectId, door.personId, { ...incident, code })
  if (incident.severity === 'critical') {
    const alert = { caseId: door.subjectId, kind: 'critical-incident', raisedBy: door.personId } as const
    await raiseAlert(tx, { ...alert, now: door.now })
  }
  return code
}

/** Closes an incident of a case in reach. */
export async function closeIncident(
  actor: Actor,
  input: CloseIncidentInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'incident.close',
    subject: { kind: 'case', id: input.caseId },
    detail: { incident: input.incidentId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const incident = await findIncident(tx, door.subjectId, input.incidentId)
      if (incident === null) return refused('absent')
      if (incident.closed) return refused('already-decided')
      const fresh = unlessStale(door, incident.version)
      if (!fresh.ok) return fresh
      await closeIncidentRow(tx, input.incidentId, door.personId, door.now)
      return granted(null)
    },
    form,
  )
}
