/** The risk assessments' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { RiskRecord } from './schema.ts'

/** Adds an assessment to its case; earlier ones stay, and the newest counts. Scores are text, because they are sealed. */
export async function insertRisk(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  risk: RiskRecord,
): Promise<void> {
  const said = await sealed('risk_assessment', caseOwner(caseId), risk.id, {
    refoulement: String(risk.refoulement),
    health: String(risk.health),
    exposure: String(risk.exposure),
    dependants: String(risk.dependants),
    explanation: risk.explanation,
  })
  await tx.riskAssessment.create({
    data: {
      ...said,
      id: risk.id,
      caseId,
      high: risk.high,
      occurredOn: new Date(risk.occurredOn),
      reviewOn: new Date(risk.reviewOn),
      recordedBy,
    },
    select: { id: true },
  })
}
