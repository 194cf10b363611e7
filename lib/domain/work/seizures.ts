/**
 * How often somebody ends others' sessions without proving that it is them: a seized phone must not wait for a password, and
 * whoever holds a stolen session must not keep a whole team out with it.
 */
export const SEIZURES_UNPROVED = 2
/** The minutes in which they are counted. */
export const SEIZURES_MINUTES = 10

/** True when the next one asks for a fresh proof, after so many within the minutes that count. */
export function asksForProof(earlier: number): boolean {
  return earlier >= SEIZURES_UNPROVED
}
