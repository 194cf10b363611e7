/** The risk assessments' only door to the database. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { RiskRecord } from './schema.ts'

/** Adds an assessment to its case; earlier ones stay, and the newest counts. Scores are text: they will be encrypted. */
export async function insertRisk(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  risk: RiskRecord,
): Promise<void> {
  await tx.riskAssessment.create({
    data: {
      id: risk.id,
      caseId,
      refoulement: String(risk.refoulement),
      health: String(risk.health),
      exposure: String(risk.exposure),
      dependants: String(risk.dependants),
      high: risk.high,
      occurredOn: new Date(risk.occurredOn),
      reviewOn: new Date(risk.reviewOn),
      explanation: risk.explanation,
      recordedBy,
    },
    select: { id: true },
  })
}
