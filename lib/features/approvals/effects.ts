/** What is put before the approver of a journey: the plan, and how the case stands. */
import 'server-only'
import { gate, isMet, warnings } from '../../domain/pathway/gates.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readAskedHead, type Asking, type Opened } from '../four-eyes/effects.ts'
import { readCaseFacts } from '../gates/effects.ts'
import { readNewestPlan } from '../journeys/effects.ts'
import { findNewestRisk, listEarlier, readName, sealLeads } from './store.ts'

/** The newest plan as it stands, with all that is needed to decide about it: its approver sees nothing else of the case. */
export async function journeyAsking(tx: Tx, door: Door, id: string): Promise<Outcome<Asking>> {
  const caseId = door.subjectId
  const plan = await readNewestPlan(tx, caseId)
  if (plan === null) return refused('gate-unmet')
  const facts = await readCaseFacts(tx, caseId, door.today)
  // A warning that came up after the approval asks for another one: nobody has acknowledged it yet.
  if (isMet(facts, 'second-person-approval') && isMet(facts, 'warnings-acknowledged')) {
    return refused('already-decided')
  }
  const { id: planId, writtenBy: writtenById, route, fallbacks, escort, forgotten: _, ...written } = plan
  if (plan.forgotten) return refused('forgotten')
  if (route === null || fallbacks === null || escort === null) return refused('masked')
  const leads = await sealLeads(planId, { route, fallbacks, escort })
  const { met, unmet } = gate(facts, { stage: 'transit' })
  const asked: NonNullable<Opened['asked']> = {
    kind: 'journey-plan',
    ...(await readAskedHead(tx, caseId)),
    askedOn: door.today,
    plan: { ...written, ...leads, writtenById, writtenBy: await readName(tx, writtenById) },
    warnings: [...warnings(facts)],
    gate: { met: [...met], unmet: [...unmet] },
    screening: facts.screening,
    certificateExpiresOn: facts.protection.certificateExpiresOn,
    exitGranted: facts.protection.exitGranted,
    houseKind: facts.placement?.houseKind ?? null,
    risk: await findNewestRisk(tx, caseId),
    earlier: [...(await listEarlier(tx, caseId))],
  }
  return granted({ id, caseId, subjectId: planId, asked })
}
