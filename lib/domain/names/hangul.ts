/**
 * How a Hangul syllable comes apart: an initial, a vowel, and what is heard of the final. Sets of them are bit masks, so
 * that "can these two be the same sound" is one `&`.
 *
 * Source: the Unicode Standard, section 3.12 (Hangul syllable decomposition); finals are neutralised to the seven that are
 * pronounced, Standard Korean Pronunciation (MCT notice 88-2), articles 8 and 9.
 */
export const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
export const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
/** `-` is no final. */
export const FINALS = '-ㄱㄴㄷㄹㅁㅂㅇ'

/** For each of the 28 written finals, in Unicode's order, the one that is heard. */
const HEARD_FINALS = '-ㄱㄱㄱㄴㄴㄴㄷㄹㄱㅁㄹㄹㄹㅂㄹㅁㅂㅂㄷㄷㅇㄷㄷㄱㄷㅂㄷ'

const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
const FIRST_LEADING = 0x1100
const LAST_LEADING = 0x1112
const CODAS = 28

export const EVERY_INITIAL = 2 ** INITIALS.length - 1
export const EVERY_VOWEL = 2 ** VOWELS.length - 1
export const EVERY_FINAL = 2 ** FINALS.length - 1

/** The mask of some letters of one of the three alphabets above. */
export function maskOf(alphabet: string, letters: string): number {
  let mask = 0
  for (const letter of letters) {
    const place = alphabet.indexOf(letter)
    if (place < 0) throw new Error(`${letter} is none of ${alphabet}`)
    mask |= 1 << place
  }
  return mask
}

/** The masks of a composed syllable; null when the character is none. */
export function takeApart(character: string): { initial: number; vowel: number; final: number } | null {
  const code = character.charCodeAt(0)
  if (!(code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE)) return null
  const place = code - FIRST_SYLLABLE
  const vowelAndCoda = place % (VOWELS.length * CODAS)
  return {
    initial: 1 << Math.floor(place / (VOWELS.length * CODAS)),
    vowel: 1 << Math.floor(vowelAndCoda / CODAS),
    final: maskOf(FINALS, HEARD_FINALS.charAt(vowelAndCoda % CODAS)),
  }
}

/** The mask of a lone leading consonant, as it stands while a syllable is being typed; 0 when it is none. */
export function leadingConsonant(character: string): number {
  const code = character.charCodeAt(0)
  return code >= FIRST_LEADING && code <= LAST_LEADING ? 1 << (code - FIRST_LEADING) : 0
}
