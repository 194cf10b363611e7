/** Counts people into the tables of a definition, from fine to coarse. */
import { daysBetween } from '../calendar/partial-date.ts'
import { shapeOf, type Dimension } from '../disclosure/shape.ts'
import { dimensionOf, finest, leafOn, type AxisId } from './axes.ts'
import {
  bandOf,
  contactedOn,
  furthest,
  gravest,
  nightsIn,
  outcomeOn,
  protectionOn,
  reachedOn,
  stageOn,
  wasOpen,
} from './classify.ts'
import type { DefinitionId, Period } from './definitions.ts'
import { asOf } from './periods.ts'
import type { CountedPerson } from './people.ts'

/** One table of a definition. */
export type TableId = Exclude<DefinitionId, 'durations'> | 'to-protection' | 'to-korea'

/** The tables of each definition; each is protected by itself, as nobody can add one to another. */
export const TABLES = {
  pathway: ['pathway'],
  protection: ['protection'],
  durations: ['to-protection', 'to-korea'],
  incidents: ['incidents'],
  outcomes: ['outcomes'],
  shelter: ['shelter'],
} as const satisfies Record<DefinitionId, readonly TableId[]>

/**
 * One rung of the ladder of coarsening: by what is counted, over how many years. The fine comes first; what cannot be protected, or
 * of which too little would be left, is tried on the next one.
 */
export type LadderRung = { readonly axes: readonly AxisId[]; readonly years: 1 | 3 }

const LADDERS: Readonly<Record<TableId, readonly (readonly AxisId[])[]>> = {
  pathway: [
    ['stage', 'group', 'sex'],
    ['stage', 'group'],
    ['stage-wide', 'group'],
    ['stage', 'sex'],
    ['stage'],
    ['stage-wide'],
  ],
  protection: [['protection', 'sex'], ['protection'], ['protection-wide']],
  'to-protection': [['days', 'sex'], ['days'], ['days-wide']],
  'to-korea': [['days', 'sex'], ['days'], ['days-wide']],
  incidents: [['incident', 'sex'], ['incident'], ['incident-wide']],
  outcomes: [['outcome', 'group'], ['outcome', 'sex'], ['outcome'], ['outcome-wide']],
  shelter: [['nights', 'sex'], ['nights'], ['nights-wide']],
}

/** The ladder of a table, from fine to coarse: of one year, of three together, and the number of people alone of either. */
export type Ladder = {
  readonly year: readonly LadderRung[]
  readonly pooled: readonly LadderRung[]
  readonly total: readonly LadderRung[]
  readonly pooledTotal: readonly LadderRung[]
}

/** The rungs of a table. A stock on a day is never pooled. */
export function ladderOf(table: TableId): Ladder {
  const axes = LADDERS[table]
  const alone = table === 'protection' ? [] : axes.filter((one) => one.length === 1)
  return {
    year: axes.map((one) => ({ axes: one, years: 1 })),
    pooled: alone.map((one) => ({ axes: one, years: 3 })),
    total: [{ axes: ['everybody'], years: 1 }],
    pooledTotal: alone.length === 0 ? [] : [{ axes: ['everybody'], years: 3 }],
  }
}

/** A name for a rung: its axes and years. */
export function nameOf({ axes, years }: LadderRung): string {
  return years === 1 ? axes.join('+') : `${axes.join('+')}+${String(years)}-years`
}

/** Whether somebody is counted in a table, and by what. Null for whoever is not in it. */
function placeOf(
  person: CountedPerson,
  table: TableId,
  period: Period,
): Partial<Record<AxisId, string>> | null {
  const common = {
    group: person.group,
    sex: person.sex === 'female' || person.sex === 'male' ? person.sex : 'other-or-unknown',
    everybody: 'people',
  }
  const { last } = period
  switch (table) {
    case 'pathway': {
      const stage = furthest(person, last)
      return stage !== null && wasOpen(person, period) ? { ...common, stage } : null
    }
    case 'protection': {
      const stage = stageOn(person, last)
      return stage === null || stage === 'closed'
        ? null
        : { ...common, protection: protectionOn(person, last) }
    }
    case 'to-protection':
    case 'to-korea': {
      const days = daysTo(person, table, period)
      return days === null ? null : { ...common, days: bandOf('days', days) }
    }
    case 'incidents': {
      const incident = gravest(person, period)
      return incident === null ? null : { ...common, incident }
    }
    case 'outcomes': {
      const since = contactedOn(person)
      if (since === null || since < period.first || since > last) return null
      return { ...common, outcome: outcomeOn(person, asOf('outcomes', period)) ?? 'open' }
    }
    case 'shelter': {
      const nights = nightsIn(person, period)
      return nights === 0 ? null : { ...common, nights: bandOf('nights', nights) }
    }
  }
}

/** Days from first contact to protection or Korea, for whoever reached it first in the period; null for others. */
export function daysTo(
  person: CountedPerson,
  table: 'to-protection' | 'to-korea',
  { first, last }: Period,
): number | null {
  const [from, to] = [
    contactedOn(person),
    reachedOn(person, table === 'to-korea' ? 'hanawon' : 'unhcr-registration'),
  ]
  return from === null || to === null || to < first || to > last ? null : daysBetween(from, to)
}

export type Counted = {
  readonly dimensions: readonly Dimension[]
  readonly inner: Int32Array
  readonly people: number
}

/** A table on a rung. `period` is the one that was asked for; a pooled rung reaches back from its end. */
export function count(
  people: readonly CountedPerson[],
  table: TableId,
  rung: LadderRung,
  period: Period,
): Counted {
  const dimensions = rung.axes.map(dimensionOf)
  const shape = shapeOf(dimensions)
  const inner = new Int32Array(shape.inner.length)
  let counted = 0
  for (const person of people) {
    const place = placeOf(person, table, period)
    if (place === null) continue
    const cell = rung.axes.reduce((sum, axis, index) => {
      const { nodes = [], stride = 0 } = shape.axes[index] ?? {}
      return sum + nodes.indexOf(leafOn(axis, place[finest(axis)] ?? '')) * stride
    }, 0)
    const number = shape.innerAt[cell] ?? -1
    if (number < 0) throw new TypeError(`nobody can be counted at ${JSON.stringify(place)}`)
    inner[number] = (inner[number] ?? 0) + 1
    counted++
  }
  return { dimensions, inner, people: counted }
}
