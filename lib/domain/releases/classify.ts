/** Where a person stands on each axis in a period. */
import { addDays, daysBetween } from '../calendar/partial-date.ts'
import { OPEN_STAGES, POSITION, type Outcome, type Stage } from '../pathway/stages.ts'
import { INCIDENT_KINDS, SEVERITIES } from '../pathway/vocabulary.ts'
import type { Period } from './definitions.ts'
import type { CountedPerson } from './people.ts'

const BANDS = { days: [30, 90, 180, 365], nights: [7, 30, 90, 180] } as const

function isOpen(stage: Stage): boolean {
  return OPEN_STAGES.some((open) => open === stage)
}

/** Whether a range of days, the last excluded, touches a period. */
function touches(
  range: { readonly since: string; readonly until: string | null },
  { first, last }: Period,
): boolean {
  return range.since <= last && (range.until === null || range.until > first)
}

/** The spell that stood on a day; undefined before there was one. */
function spellOn({ spells }: CountedPerson, day: string) {
  return spells.findLast(({ since, until }) => since <= day && (until === null || until > day))
}

/** The stage in which a person was on a day; null before there was one. */
export function stageOn(person: CountedPerson, day: string): Stage | null {
  return spellOn(person, day)?.stage ?? null
}

/** How the case had ended on a day, whatever became of it afterwards; null while it was open. */
export function outcomeOn(person: CountedPerson, day: string): Outcome | null {
  return spellOn(person, day)?.outcome ?? null
}

/** Whether the case was open on some day of a period. */
export function wasOpen({ spells }: CountedPerson, period: Period): boolean {
  return spells.some((spell) => isOpen(spell.stage) && touches(spell, period))
}

/** The furthest stage that was reached by a day; null for none. */
export function furthest({ spells }: CountedPerson, day: string): Stage | null {
  const reached = spells.filter(({ stage, since }) => isOpen(stage) && since <= day).map(({ stage }) => stage)
  return reached.reduce<Stage | null>(
    (best, stage) => (best === null || (POSITION[stage] ?? 0) > (POSITION[best] ?? 0) ? stage : best),
    null,
  )
}

/** The day on which a stage was first reached; null for never. */
export function reachedOn({ spells }: CountedPerson, stage: Stage): string | null {
  return spells.find((spell) => spell.stage === stage)?.since ?? null
}

/** The day of the first stage: first contact. */
export function contactedOn({ spells }: CountedPerson): string | null {
  return spells[0]?.since ?? null
}

/**
 * The best protection that a person had on a day: refugee status, temporary asylum, a procedure of asylum, or registered by
 * UNHCR. What has expired protects nobody.
 */
export function protectionOn({ protection }: CountedPerson, day: string): string {
  const newest = (track: string) => {
    const step = protection.findLast((one) => one.track === track && one.on <= day)
    return step === undefined || (step.expiresOn !== null && step.expiresOn < day) ? null : step.status
  }
  const ministry = newest('interior-ministry')
  if (ministry === 'refugee-status') return 'refugee'
  if (ministry === 'temporary-asylum') return 'temporary-asylum'
  if (ministry !== null && ministry !== 'refused') return 'asylum-seeker'
  const unhcr = newest('unhcr')
  return unhcr === 'registered' || unhcr === 'certificate' ? 'unhcr' : 'none'
}

/** The gravest incident of a period, by severity and then by the order of kinds; null for none. */
export function gravest({ incidents }: CountedPerson, { first, last }: Period): string | null {
  const weight = ({ kind, severity }: (typeof incidents)[number]): number =>
    SEVERITIES.indexOf(severity) * INCIDENT_KINDS.length - INCIDENT_KINDS.indexOf(kind)
  const [worst] = incidents
    .filter(({ on }) => on >= first && on <= last)
    .sort((one, other) => weight(other) - weight(one))
  return worst?.kind ?? null
}

/** Nights in safe houses within a period; a night in two houses counts once. */
export function nightsIn({ placements }: CountedPerson, { first, last }: Period): number {
  const stays = placements
    .map(({ since, until }) => ({
      from: since > first ? since : first,
      // The night that begins on the last day is the last that counts.
      to: until !== null && until <= last ? until : addDays(last, 1),
    }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  let nights = 0
  let until = first
  for (const { from, to } of stays) {
    const start = from > until ? from : until
    if (to > start) nights += daysBetween(start, to)
    if (to > until) until = to
  }
  return nights
}

/** The band of a number: up to the first limit, up to the second, and so on. */
export function bandOf(axis: 'days' | 'nights', value: number): string {
  const limits = BANDS[axis]
  const index = limits.findIndex((limit) => value <= limit)
  const from = index <= 0 ? (axis === 'days' ? 0 : 1) : (limits[index - 1] ?? 0) + 1
  return index < 0 ? `${String((limits.at(-1) ?? 0) + 1)}+` : `${String(from)}-${String(limits[index] ?? 0)}`
}
