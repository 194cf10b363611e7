/** What other slices may ask of the pipeline inside their own transaction: which wait is a long one. */
import 'server-only'
import { OPEN_STAGES, type OpenStage } from '../../domain/pathway/stages.ts'
import { ninetieth } from '../../domain/pipeline/dwell.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readFinishedWaits } from './store.ts'

/** By stage, the days that nine of ten people of a team did not exceed; a stage that cannot tell is missing. */
export async function readNinetieths(tx: Tx, teamId: string | null): Promise<ReadonlyMap<OpenStage, number>> {
  if (teamId === null) return new Map()
  const finished = await readFinishedWaits(tx, teamId)
  const known = OPEN_STAGES.map((stage) => ({
    stage,
    days: ninetieth(finished.filter((wait) => wait.stage === stage)),
  }))
  return new Map(known.flatMap(({ stage, days }) => (days === null ? [] : [[stage, days] as const])))
}
