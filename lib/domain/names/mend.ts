/**
 * One slip of the finger, put right. A spelling that can be read is taken at its word: Jon-su is 전수, not a slip for 정수, and
 * a search must not show somebody else. Only what no system can read ("Jnog-su"), or what begins like no Korean family
 * ("Kin Jong-su"), is tried again with one letter moved, left out, replaced or put in.
 */
import { partsOf, readingsOf, type KnownWords } from './read-name.ts'
import type { Reading } from './sound.ts'
import { spellOut, type Word } from './spell-out.ts'
import type { SpellingSystem } from './spelling-system.ts'
import { beginsWithSurname } from './surnames.ts'

/** Stands for any one letter. */
const ANY = '?'

const SHORTEST = 2
const LONGEST = 12
const MOST_READINGS = 160

/** Whether a name needs no mending. */
export function isWellFormed(readings: readonly Pick<Reading, 'syllables'>[]): boolean {
  return readings.some(({ syllables }) => syllables.length < 3 || beginsWithSurname(syllables))
}

function forgivingSpellings(spellings: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const forgiving = new Map(spellings)
  for (const [spelling, mask] of spellings) {
    for (let place = 0; place < spelling.length; place++) {
      const key = spelling.slice(0, place) + ANY + spelling.slice(place + 1)
      forgiving.set(key, (forgiving.get(key) ?? 0) | mask)
    }
  }
  return forgiving
}

/** A system that can read a word in which one letter is unknown. */
function forgiving(system: SpellingSystem): SpellingSystem {
  return {
    doubt: system.doubt,
    initials: forgivingSpellings(system.initials),
    vowels: forgivingSpellings(system.vowels),
    closedVowels: forgivingSpellings(system.closedVowels),
    finals: forgivingSpellings(system.finals),
  }
}

/** A word with two neighbours swapped, one letter left out, one unknown, or one unknown put in; the likeliest first. */
function slips(text: string): readonly { readonly text: string; readonly doubt: number }[] {
  const made: { text: string; doubt: number }[] = []
  for (let place = 0; place < text.length; place++) {
    const before = text.slice(0, place)
    const letter = text.charAt(place)
    const after = text.slice(place + 1)
    if (after !== '') made.push({ text: before + after.charAt(0) + letter + after.slice(1), doubt: 0 })
    made.push({ text: before + after, doubt: 1 }, { text: before + ANY + after, doubt: 2 })
    made.push({ text: before + ANY + letter + after, doubt: 2 })
  }
  made.push({ text: text + ANY, doubt: 2 })
  return made.toSorted((one, other) => one.doubt - other.doubt)
}

/** The readings of a name after one letter was put right. */
export function mendedReadings(folded: string, known: KnownWords): readonly Reading[] {
  const parts = partsOf(folded, known)
  const unread = parts.filter(({ words }) => words.length === 0)
  if (unread.length > 1) return []
  const mended: Reading[] = []
  for (const [place, part] of parts.entries()) {
    const { token } = part
    if (unread.length === 1 && part !== unread[0]) continue
    if (token.text.length < SHORTEST || token.text.length > LONGEST) continue
    const systems = part.systems.map(forgiving)
    const words = slips(token.text).flatMap((slip): readonly Word[] =>
      spellOut(slip.text, systems).map(({ syllables, doubt }) => ({ syllables, doubt: doubt + slip.doubt })),
    )
    for (const word of words) {
      if (mended.length >= MOST_READINGS) return mended
      const tried = parts.map((other, at) => (at === place ? { ...part, words: [word] } : other))
      mended.push(
        ...readingsOf(tried, { end: 'whole', mended: true }).filter(({ syllables }) =>
          isWellFormed([{ syllables }]),
        ),
      )
    }
  }
  return mended
}
