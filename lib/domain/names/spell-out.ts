/**
 * Takes one written word apart into syllables, in every way that the spelling systems allow: "jongun" is jong-un and
 * jon-gun. All syllables between two places of the word are one `Syllable` with several sounds.
 */
import type { SpellingSystem } from './spelling-system.ts'
import { addSound, syllableOf, type Sound, type Syllable } from './sound.ts'

export type Word = { readonly syllables: readonly Syllable[]; readonly doubt: number }

/** Bounds for hostile input; no Korean word comes near. */
const MOST_SYLLABLES = 6
const MOST_READINGS = 24
const LONGEST_WORD = 32

/** The doubt of reading a vowel of two letters as two syllables. */
export const CUT_VOWEL = 2

const LONGEST_INITIAL = 3
const LONGEST_VOWEL = 3
const LONGEST_FINAL = 2

/** The syllables that begin at a place of the word, by the place where they end. */
function syllablesAt(text: string, start: number, systems: readonly SpellingSystem[]): Map<number, Sound[]> {
  const found = new Map<number, Sound[]>()
  for (const system of systems) {
    for (let vowelAt = start; vowelAt <= start + LONGEST_INITIAL && vowelAt < text.length; vowelAt++) {
      const initial = system.initials.get(text.slice(start, vowelAt))
      if (initial === undefined) continue
      for (
        let finalAt = vowelAt + 1;
        finalAt <= vowelAt + LONGEST_VOWEL && finalAt <= text.length;
        finalAt++
      ) {
        const letters = text.slice(vowelAt, finalAt)
        const closedVowel = system.closedVowels.get(letters)
        if (closedVowel === undefined) continue
        for (let end = finalAt; end <= finalAt + LONGEST_FINAL && end <= text.length; end++) {
          const final = system.finals.get(text.slice(finalAt, end))
          const vowel = end === finalAt ? system.vowels.get(letters) : closedVowel
          if (final === undefined || vowel === undefined) continue
          const sounds = found.get(end) ?? []
          addSound(sounds, { initial, vowel, final, doubt: system.doubt })
          found.set(end, sounds)
        }
      }
    }
  }
  return found
}

/** Whether a syllable's end cuts a vowel in two that is one in some system: je-ong for jeong. */
function cutsVowel(text: string, place: number, systems: readonly SpellingSystem[]): boolean {
  const across = text.slice(place - 1, place + 1)
  return systems.some(({ vowels }) => vowels.has(across))
}

/** An apostrophe (or ъ) that parts syllables: Han'gang, Чонъиль. */
function skipMark(text: string, place: number): number {
  return text.charAt(place) === "'" && /[nгgн]/.test(text.charAt(place - 1)) ? place + 1 : place
}

/** Every way to read a word; the fewest syllables first. Empty when it is no Korean word in any system. */
export function spellOut(text: string, systems: readonly SpellingSystem[]): readonly Word[] {
  if (text.length > LONGEST_WORD) return []
  const words: Word[] = []
  const from: (readonly { end: number; syllable: Syllable; doubt: number }[] | undefined)[] = []
  let steps = 0

  function stepsFrom(place: number) {
    const known = from[place]
    if (known !== undefined) return known
    const made = [...syllablesAt(text, place, systems)]
      .toSorted(([one], [other]) => other - one)
      .map(([end, sounds]) => ({
        end,
        syllable: syllableOf(sounds),
        doubt: end < text.length && cutsVowel(text, end, systems) ? CUT_VOWEL : 0,
      }))
    from[place] = made
    return made
  }

  function walk(place: number, syllables: readonly Syllable[], doubt: number): void {
    steps++
    if (words.length >= MOST_READINGS || steps > 500) return
    if (place === text.length) {
      if (syllables.length > 0) words.push({ syllables, doubt })
      return
    }
    if (syllables.length === MOST_SYLLABLES) return
    const start = skipMark(text, place)
    for (const step of stepsFrom(start)) walk(step.end, [...syllables, step.syllable], doubt + step.doubt)
  }

  walk(0, [], 0)
  // Where every way cuts a vowel, as in "Hwail", none is forced.
  const least = Math.min(...words.map(({ doubt }) => doubt))
  return words
    .map(({ syllables, doubt }) => ({ syllables, doubt: doubt - least }))
    .toSorted((one, other) => one.syllables.length - other.syllables.length)
}
