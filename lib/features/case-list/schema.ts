/** What the list of cases can be asked, as it stands in the URL, and what one line of it shows. */
import { z } from 'zod'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Readiness } from '../../domain/pathway/next-stage.ts'
import { STAGES, type Stage } from '../../domain/pathway/stages.ts'
import { DISTRICTS, GROUPS, type District } from '../../domain/pathway/vocabulary.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'

export const SORTS = ['wait', 'newest', 'code', 'due'] as const
export type Sort = (typeof SORTS)[number]

/** Open cases are what a day is about; closed ones are a click away. */
export const STATES = ['open', 'closed', 'all'] as const
export type State = (typeof STATES)[number]

/** Days that "waiting longer than" offers. */
export const WAITS = ['7', '30', '90', '180'] as const

export const PAGE_ROWS = 25

/** More are not counted: the words say "more than 200". */
export const COUNTED = 200

/** What cannot be read counts as not asked: a URL comes from anywhere, and a bookmark outlives a word. */
export const caseListQuerySchema = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]/g, '')
        .slice(0, 20),
    )
    .catch('')
    .default(''),
  stage: z.enum(STAGES).nullable().catch(null).default(null),
  group: z.enum(GROUPS).nullable().catch(null).default(null),
  district: z.enum(DISTRICTS).nullable().catch(null).default(null),
  wait: z.enum(WAITS).nullable().catch(null).default(null),
  worker: z.uuid().nullable().catch(null).default(null),
  state: z.enum(STATES).nullable().catch(null).default(null),
  sort: z.enum(SORTS).catch('wait').default('wait'),
  after: z.string().max(200).nullable().catch(null).default(null),
  before: z.string().max(200).nullable().catch(null).default(null),
})
type AskedQuery = z.output<typeof caseListQuerySchema>

/** The query with its state decided. */
export type CaseListQuery = Omit<AskedQuery, 'state'> & { readonly state: State }

/** A stage decides by itself; who types a code means all cases; otherwise open ones are shown. */
export function withState(query: AskedQuery): CaseListQuery {
  return { ...query, state: stateOf(query) }
}

function stateOf({ stage, state, q }: AskedQuery): State {
  if (stage !== null) return stage === 'closed' ? 'closed' : 'open'
  return state ?? (q === '' ? 'open' : 'all')
}

/** The open task that is due first. */
export type DueNext = {
  readonly at: string
  readonly kind: TaskKind
  readonly title: string
  readonly requirement: Requirement | null
}

export type CaseLine = {
  readonly code: string
  readonly stage: Stage
  readonly days: number
  /** Longer than nine of ten people of the team waited in this stage. */
  readonly late: boolean
  readonly due: DueNext | null
  readonly readiness: Readiness
  readonly workers: string
  readonly district: District
}

export type CaseListPage = {
  readonly query: CaseListQuery
  /** `mine` for a caseworker, `team` for a supervisor. */
  readonly whose: 'mine' | 'team'
  readonly lines: readonly CaseLine[]
  /** At most `COUNTED` + 1. */
  readonly count: number
  /** Cases with something overdue or due today, among those counted. */
  readonly pressing: number
  /** Cursors of the pages beside this one. */
  readonly newer: string | null
  readonly older: string | null
  /** Workers to filter by; empty for a caseworker. */
  readonly workers: readonly { readonly id: string; readonly name: string }[]
  readonly now: string
  readonly timeZone: string
}
