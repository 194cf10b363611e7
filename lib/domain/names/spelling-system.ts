/**
 * A way to write Korean sounds with the letters of another script: a table from sounds to spellings, written as its source
 * prints it, and turned round here, because a search has the spelling and asks for the sounds.
 */
import { FINALS, INITIALS, maskOf, VOWELS } from './hangul.ts'

/**
 * Spellings of a sound, parted by spaces; `-` is nothing at all. A vowel with `+` behind it is written so in closed
 * syllables only (u for ㅓ in "Sun", never in "Su").
 */
export type SpellingTable = {
  readonly doubt: number
  readonly initials: Readonly<Record<string, string>>
  readonly vowels: Readonly<Record<string, string>>
  readonly finals: Readonly<Record<string, string>>
}

/** What each spelling can stand for. */
export type SpellingSystem = {
  readonly doubt: number
  readonly initials: ReadonlyMap<string, number>
  readonly vowels: ReadonlyMap<string, number>
  /** Vowels in syllables with a final. */
  readonly closedVowels: ReadonlyMap<string, number>
  readonly finals: ReadonlyMap<string, number>
}

type Entry = readonly [spelling: string, mask: number]

function turnRound(alphabet: string, table: Readonly<Record<string, string>>): readonly Entry[] {
  return Object.entries(table).flatMap(([letter, spellings]) =>
    spellings.split(' ').map((spelling): Entry => [spelling, maskOf(alphabet, letter)]),
  )
}

function gather(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const gathered = new Map<string, number>()
  for (const [spelling, mask] of entries) {
    const key = spelling === '-' ? '' : spelling
    gathered.set(key, (gathered.get(key) ?? 0) | mask)
  }
  return gathered
}

export function spellingSystem(table: SpellingTable): SpellingSystem {
  const vowels = turnRound(VOWELS, table.vowels)
  return {
    doubt: table.doubt,
    initials: gather(turnRound(INITIALS, table.initials)),
    vowels: gather(vowels.filter(([spelling]) => !spelling.endsWith('+'))),
    closedVowels: gather(vowels.map(([spelling, mask]) => [spelling.replace('+', ''), mask])),
    finals: gather(turnRound(FINALS, { '-': '-', ...table.finals })),
  }
}

/** The same table as most people type it: without breves and apostrophes. */
export function withoutMarks(table: SpellingTable): SpellingTable {
  function bare(part: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(part).map(([letter, spellings]) => [
        letter,
        spellings.replaceAll("'", '').replaceAll('ŏ', 'o').replaceAll('ŭ', 'u'),
      ]),
    )
  }
  return { ...table, initials: bare(table.initials), vowels: bare(table.vowels), finals: bare(table.finals) }
}

/** A table without the vowels that another spells alike: what is left are the liberties. */
export function vowelsBeyond(table: SpellingTable, known: SpellingTable): SpellingTable {
  const spelled = new Set(Object.values(known.vowels).flatMap((spellings) => spellings.split(' ')))
  const vowels = Object.entries(table.vowels).map(([letter, spellings]): readonly [string, string] => [
    letter,
    spellings
      .split(' ')
      .filter((spelling) => !spelled.has(spelling.replace('+', '')))
      .join(' '),
  ])
  return { ...table, vowels: Object.fromEntries(vowels.filter(([, spellings]) => spellings !== '')) }
}

/** The same system, believed less. */
export function doubted(system: SpellingSystem, more: number): SpellingSystem {
  return { ...system, doubt: system.doubt + more }
}
