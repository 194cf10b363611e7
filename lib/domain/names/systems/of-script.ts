/** Which spelling systems a name may follow, told by its letters and its marks. */
import {
  doubted,
  spellingSystem,
  vowelsBeyond,
  withoutMarks,
  type SpellingSystem,
} from '../spelling-system.ts'
import { CUSTOMARY_CYRILLIC } from './customary-cyrillic.ts'
import { CUSTOMARY_LATIN, HALF_REVISED } from './customary-latin.ts'
import { KONTSEVICH } from './kontsevich.ts'
import { MCCUNE_REISCHAUER } from './mccune-reischauer.ts'
import { NORTH_KOREAN } from './north-korean.ts'
import { REVISED } from './revised.ts'

const BARE = withoutMarks(MCCUNE_REISCHAUER)
const OFFICIAL = [REVISED, MCCUNE_REISCHAUER, NORTH_KOREAN].map(spellingSystem)
const UNMARKED = [BARE, withoutMarks(NORTH_KOREAN)].map(spellingSystem)
const CUSTOMARY = spellingSystem(CUSTOMARY_LATIN)
const HALF = spellingSystem(HALF_REVISED)

const PLAIN: readonly SpellingSystem[] = [...OFFICIAL, ...UNMARKED, CUSTOMARY, HALF]

/** Whoever writes eo or eu once does not mean ㅓ by an o beside it, though many mix: Jong-eun. */
const REVISED_VOWELS: readonly SpellingSystem[] = [
  spellingSystem(REVISED),
  HALF,
  ...[...UNMARKED, CUSTOMARY].map((one) => doubted(one, 1)),
]

/** Apostrophes are on every keyboard, breves are not: ch is ㅈ where ch' stands beside it, but o may still be ㅓ. */
const APOSTROPHES: readonly SpellingSystem[] = [
  ...OFFICIAL,
  spellingSystem({ ...BARE, initials: MCCUNE_REISCHAUER.initials }),
  doubted(CUSTOMARY, 1),
]

/** Whoever writes ŏ writes every o as it is meant, and takes liberties with a family name at most: Lee, Choi, Oh. */
const BREVES: readonly SpellingSystem[] = [
  spellingSystem(MCCUNE_REISCHAUER),
  doubted(spellingSystem(vowelsBeyond(CUSTOMARY_LATIN, BARE)), 1),
]
const BREVES_APART: readonly SpellingSystem[] = [...BREVES, spellingSystem(NORTH_KOREAN)]

const CYRILLIC: readonly SpellingSystem[] = [KONTSEVICH, CUSTOMARY_CYRILLIC].map(spellingSystem)

/** Every word is one syllable, as the North writes: Ri Chŏl Min. */
const SYLLABLES_APART = /^(?:[^aeiouyŏŭ ,-]*[aeiouyŏŭ]+[^aeiouyŏŭ ,-]*(?:[ ,]+|$))+$/u

/** @param text a whole name, folded (see `written.ts`) */
export function latinSystems(text: string): readonly SpellingSystem[] {
  if (/[ŏŭ]/.test(text)) return SYLLABLES_APART.test(text) ? BREVES_APART : BREVES
  if (/(?:[ktp]|ch)'/.test(text)) return APOSTROPHES
  return /eo|eu/.test(text) ? REVISED_VOWELS : PLAIN
}

export function cyrillicSystems(): readonly SpellingSystem[] {
  return CYRILLIC
}
