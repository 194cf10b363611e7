/** What a supervisor may ask of the pipeline, and what it shows. */
import { z } from 'zod'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { OpenStage } from '../../domain/pathway/stages.ts'
import { GROUPS, SECTORS, type Group, type Sector } from '../../domain/pathway/vocabulary.ts'
import type { Finding } from '../../domain/pipeline/finding.ts'

/** A filter that cannot be read is no filter: the URL may come from anywhere. */
export const pipelineQuerySchema = z.object({
  group: z.enum(GROUPS).nullable().catch(null).default(null),
  sector: z.enum(SECTORS).nullable().catch(null).default(null),
  worker: z.uuid().nullable().catch(null).default(null),
})
export type PipelineQuery = z.output<typeof pipelineQuerySchema>

/** One person who waits, by the code of the case. */
export type Waiting = {
  readonly code: string
  readonly stage: OpenStage
  readonly days: number
  /** Longer than nine of ten waited in this stage before. */
  readonly late: boolean
}

/** So many cases of a stage miss this for the next one. */
export type Missing = { readonly requirement: Requirement; readonly cases: number }

export type StageColumn = {
  readonly stage: OpenStage
  readonly people: readonly Waiting[]
  readonly median: number | null
  readonly ninetieth: number | null
  /** What is missing most often, most first. */
  readonly missing: readonly Missing[]
}

export type OldestWait = Waiting & {
  readonly workers: readonly string[]
  readonly missing: readonly Requirement[]
}

export type WorkerLoad = {
  readonly id: string
  readonly name: string
  /** They belong to the team now, and do not only carry one of its cases. */
  readonly inTeam: boolean
  readonly open: number
  readonly highRisk: number
}

export type PipelinePage = {
  readonly query: PipelineQuery
  readonly open: number
  readonly now: string
  readonly finding: Finding
  readonly stages: readonly StageColumn[]
  readonly oldest: readonly OldestWait[]
  readonly loads: readonly WorkerLoad[]
  /** Open cases that nobody carries. */
  readonly unassigned: number
  readonly pendingApprovals: number
  readonly pendingReviews: number
}

/** One open case as the store reads it. */
export type OpenCase = {
  readonly id: string
  readonly code: string
  readonly stage: OpenStage
  readonly since: string
  readonly group: Group
  readonly sector: Sector
  readonly workerIds: readonly string[]
  readonly highRisk: boolean
}
