/**
 * What is left of a written name when case, width, accents, composed or decomposed letters and punctuation no longer count:
 * tokens of one script each, with what parts them.
 */

/** Longer than any Korean name with its spellings; what comes behind is not looked at. */
const LONGEST_NAME = 64
/** Compatibility characters can unfold to many letters, so the text is cut before and after. */
const LONGEST_TEXT = 4 * LONGEST_NAME
const LONGEST_FIELD = 1024
const MOST_NAMES = 12

export type Script = 'hangul' | 'latin' | 'cyrillic' | 'other'

export type Token = {
  readonly text: string
  readonly script: Script
  /** A space or a comma stands before it, not a hyphen or nothing. */
  readonly apart: boolean
}

/** A short vowel's mark as people find it on their keyboards: breve, caron, circumflex, tilde, macron. */
const BREVES = /([ou])[\u0306\u030c\u0302\u0303\u0304]/g
const STRESS = /[\u0300\u0301]/g
const APOSTROPHES = /[\u0027\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u2018\u2019\u201b\u2032\u044a]/g

/** Texts that only need lower case: nearly all, and a search folds a thousand. */
const PLAIN = /^[a-z\uac00-\ud7a3а-щы-яё ,.-]*$/i

/** Lower case, one width, one composition; of the accents only ŏ and ŭ stay; ъ and apostrophes are the same sign. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.slice(0, LONGEST_NAME).toLowerCase()
  return text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(BREVES, (_, letter: string) => (letter === 'o' ? 'ŏ' : 'ŭ'))
    .replace(/([a-zŏŭ])\p{M}+/gu, '$1')
    .replace(STRESS, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replace(APOSTROPHES, "'")
    .slice(0, LONGEST_NAME)
}

const TOKEN = /[\uac00-\ud7a3\u1100-\u1112]+|[a-zŏŭ']+|[\u0400-\u052f']+|[\p{L}\p{N}]+?|[^\p{L}\p{N}']+/gu

function scriptOf(text: string): Script | null {
  const first = text.charCodeAt(text.startsWith("'") ? 1 : 0)
  if ((first >= 0xac00 && first <= 0xd7a3) || (first >= 0x1100 && first <= 0x1112)) return 'hangul'
  if (first >= 0x400 && first <= 0x52f) return 'cyrillic'
  if (/[a-zŏŭ]/.test(text)) return 'latin'
  if (/[\u0400-\u052f]/.test(text)) return 'cyrillic'
  return /[\p{L}\p{N}]/u.test(text) ? 'other' : null
}

/** @param folded from `fold` */
export function tokensOf(folded: string): readonly Token[] {
  const tokens: Token[] = []
  let apart = true
  for (const [text] of folded.matchAll(TOKEN)) {
    const script = scriptOf(text)
    if (script === null) {
      apart ||= /[\s,]/.test(text)
      continue
    }
    tokens.push({ text: text.replace(/^'+|'+$/g, ''), script, apart })
    apart = false
  }
  return tokens
}

/** The single names, folded, in a text that may hold several: "Ri Yong-ho (리영호); Саша". */
export function namesIn(text: string): readonly string[] {
  return distinct(text.slice(0, LONGEST_FIELD).split(/[;/|()（）[\]\n\r\t=]+/))
}

/** A comma parts the two halves of one name ("Ri, Yong-ho") or two names: here the halves, empty without a comma. */
export function partedByComma(name: string): readonly string[] {
  return /[,、،]/.test(name) ? distinct(name.split(/[,、،]/)) : []
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => fold(name).trim()).filter((name) => name !== ''))].slice(
    0,
    MOST_NAMES,
  )
}
