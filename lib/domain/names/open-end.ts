/**
 * The end of a name that is still being typed: "Kim Jo" may become 김정수, "김정ㅅ" too. What was typed of the last syllable
 * fixes what it can, and leaves the rest open.
 */
import { EVERY_FINAL, EVERY_VOWEL, FINALS, leadingConsonant, maskOf, takeApart } from './hangul.ts'
import type { Sound } from './sound.ts'
import { addSound } from './sound.ts'
import type { SpellingSystem } from './spelling-system.ts'

const NO_FINAL = maskOf(FINALS, '-')

function beginningWith(start: string, spellings: ReadonlyMap<string, number>): number {
  let mask = 0
  for (const [spelling, sounds] of spellings) if (spelling.startsWith(start)) mask |= sounds
  return mask
}

/** What a beginning of a syllable in Latin or Cyrillic can become. */
export function openSounds(text: string, systems: readonly SpellingSystem[]): readonly Sound[] {
  const sounds: Sound[] = []
  for (const { initials, closedVowels, finals, doubt } of systems) {
    const initialAlone = text === '' ? 0 : beginningWith(text, initials)
    if (initialAlone !== 0)
      addSound(sounds, { initial: initialAlone, vowel: EVERY_VOWEL, final: EVERY_FINAL, doubt })
    for (const [spelling, initial] of initials) {
      if (!text.startsWith(spelling)) continue
      const rest = text.slice(spelling.length)
      const vowelAlone = rest === '' ? 0 : beginningWith(rest, closedVowels)
      if (vowelAlone !== 0) addSound(sounds, { initial, vowel: vowelAlone, final: EVERY_FINAL, doubt })
      for (const [letters, vowel] of closedVowels) {
        if (rest.length <= letters.length || !rest.startsWith(letters)) continue
        const final = beginningWith(rest.slice(letters.length), finals)
        if (final !== 0) addSound(sounds, { initial, vowel, final, doubt })
      }
    }
  }
  return sounds
}

/** The same for Hangul: a lone consonant, or a syllable that may yet get its final. */
export function openHangul(character: string): readonly Sound[] {
  const initial = leadingConsonant(character)
  if (initial !== 0) return [{ initial, vowel: EVERY_VOWEL, final: EVERY_FINAL, doubt: 0 }]
  const whole = takeApart(character)
  return whole?.final === NO_FINAL ? [{ ...whole, final: EVERY_FINAL, doubt: 0 }] : []
}
