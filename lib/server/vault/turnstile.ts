/**
 * Lets tries of a passphrase through one at a time, with a pause after each: a few a minute, and the memory of one. Nothing
 * is counted, so nobody can lock others out for good; a short line waits, and who comes to a full one is sent away.
 */
import { setTimeout as pause } from 'node:timers/promises'

const PAUSE_MS = 10_000
const LONGEST_LINE = 3

export type Turnstile = {
  /** Does the work when its turn comes; null, and no work, when too many wait. */
  pass<T>(work: () => Promise<T>): Promise<T | null>
}

/** A turnstile. `rest` is what comes after each try. */
export function turnstile(
  rest: () => Promise<unknown> = () => pause(PAUSE_MS, undefined, { ref: false }),
): Turnstile {
  let inLine = 0
  let last: Promise<unknown> = Promise.resolve()
  return {
    async pass(work) {
      if (inLine >= LONGEST_LINE) return null
      inLine++
      const done = last.then(work)
      last = done.then(rest, rest)
      try {
        return await done
      } finally {
        inLine--
      }
    },
  }
}
