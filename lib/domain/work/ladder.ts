/**
 * For whom an alert rings next when nobody answers it: the next on the rota, then who leads the team, then the directors.
 * Step by step, so that it never rings for a whole team at once.
 */

/** The rungs of the ladder, from the bottom up; `raised` is whoever it rang for at first. */
export const STEPS = ['raised', 'rota', 'supervisors', 'directors'] as const
export type Step = (typeof STEPS)[number]

/** Minutes that somebody has to answer before it rings for the next. */
export const ANSWER_MINUTES = 10

/** All that rings about one thing. */
export type Raising = {
  /** When it last began to ring for somebody. */
  readonly lastRungAt: Date
  /** How far up the ladder it has come. */
  readonly step: Step
  /** Ids of those for whom it rings already. */
  readonly rung: readonly string[]
  readonly raisedBy: string
  /** The colleague it is about, or null for a case. */
  readonly about: string | null
  /** One of those for whom it rings has said that they saw it. */
  readonly answered: boolean
}

/** Who stands on each rung; on the rota in the order of their turns. */
export type Ladder = Readonly<Record<Exclude<Step, 'raised'>, readonly string[]>>

export type NextRing = { readonly step: Exclude<Step, 'raised'>; readonly people: readonly string[] }

/**
 * The next rung that holds somebody new, once the time to answer is over. A rung with nobody new is passed over at once:
 * there is nobody to wait for. Of the rota one person is rung, of the others all.
 *
 * @returns null while there is time, after an answer, and at the top
 */
export function nextRing(raising: Raising, ladder: Ladder, now: Date): NextRing | null {
  if (raising.answered || now.getTime() - raising.lastRungAt.getTime() < ANSWER_MINUTES * 60_000) return null
  const passed: readonly (string | null)[] = [...raising.rung, raising.raisedBy, raising.about]
  for (const step of STEPS.slice(STEPS.indexOf(raising.step) + 1)) {
    if (step === 'raised') continue
    const left = ladder[step].filter((person) => !passed.includes(person))
    if (left.length > 0) return { step, people: step === 'rota' ? left.slice(0, 1) : left }
  }
  return null
}
