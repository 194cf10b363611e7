/** What somebody types to find a name: read whole, as far as it goes, and, when nothing can read it, with one slip mended. */
import { lettersOf } from './letters.ts'
import { isWellFormed, mendedReadings } from './mend.ts'
import { completeReadings, openReadings, type KnownWords } from './read-name.ts'
import type { Reading } from './sound.ts'
import { partedByComma } from './written.ts'

export type Query = {
  /** Its letters, for names that are not Korean. */
  readonly letters: string
  /** Whether it is Korean as it stands. */
  readonly readable: boolean
  readonly readings: readonly Reading[]
}

/**
 * The queries in one typed name: one, or its parts when the comma in it seems to part two names.
 *
 * @param name from `namesIn`
 */
export function readQuery(name: string, known: KnownWords): readonly Query[] {
  const complete = completeReadings(name, known)
  const parts = partedByComma(name)
  if (complete.length === 0 && parts.length > 1) return parts.flatMap((part) => readQuery(part, known))
  const readable = complete.length > 0
  const mended = isWellFormed(complete) ? [] : mendedReadings(name, known)
  const open = openReadings(name, readable ? 'extensible' : 'begun', known)
  return [{ letters: lettersOf(name), readable, readings: [...complete, ...mended, ...open] }]
}
