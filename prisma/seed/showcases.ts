/** Cases that are written by hand. */
import type { District } from '../../lib/domain/pathway/vocabulary.ts'
import type { Clock } from './almanac.ts'
import type { Refugee } from './households.ts'
import type { PlannedStep } from './plan.ts'
import type { Random } from './random.ts'
import type { Extra } from './story.ts'

export type Showcase = {
  readonly team: string
  /** One a member of the household. */
  readonly codes: readonly string[]
  readonly open: boolean
  readonly district: District
  readonly steps: (random: Random, clock: Clock) => readonly PlannedStep[]
  readonly people: (member: number) => Partial<Refugee>
  readonly extra?: Extra
}

export const SHOWCASES: readonly Showcase[] = []
