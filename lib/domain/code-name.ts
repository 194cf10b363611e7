/**
 * Working names for cases, houses and incidents: pronounceable on a bad phone line, random, never derived from a person
 * and never in sequence. Three syllables of an unambiguous consonant and vowel, and two digits: `tamore-47`.
 */
const CONSONANTS = 'bdfghklmnprstvz'
const VOWELS = 'aeiou'
const SYLLABLES = 3

/** Random bytes that one code uses up. */
export const CODE_BYTES = SYLLABLES * 2 + 2

/** The shape of every code, for routes and searches. */
export const CODE_SHAPE = /^[a-z]{4,12}-\d{2}$/

/**
 * Spells a code from random bytes; 15³ × 5³ × 100 = 42 million codes, and the database keeps them unique.
 *
 * @param random at least `CODE_BYTES` uniformly random bytes
 */
export function spellCode(random: Uint8Array): string {
  if (random.length < CODE_BYTES) throw new Error('a code needs more random bytes')
  let word = ''
  for (let syllable = 0; syllable < SYLLABLES; syllable++) {
    word += pick(CONSONANTS, random[syllable * 2]) + pick(VOWELS, random[syllable * 2 + 1])
  }
  const digits = ((random[CODE_BYTES - 2] ?? 0) * 256 + (random[CODE_BYTES - 1] ?? 0)) % 100
  return `${word}-${String(digits).padStart(2, '0')}`
}

function pick(letters: string, byte = 0): string {
  return letters.charAt(byte % letters.length)
}
