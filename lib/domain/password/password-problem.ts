/**
 * Which passwords are taken: long ones that no attacker tries first. Length and a list of known-bad ones, no rules about
 * signs and digits (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS 5.0 §6.2): such rules make people write `Passwort1!`.
 */
import type { FieldProblem } from '../refusal.ts'
import { COMMON_PHRASES, COMMON_WORDS, ROWS } from './common-passwords.ts'

/** Characters as people count them, after composing. */
export const PASSWORD_LENGTH = { least: 15, most: 256 } as const

const PRODUCT = 'causeway'
/** Shorter logins are parts of ordinary words: `dan` in `dandelion`. */
const TELLING_LOGIN = 4
/** Characters that must be left when known words and keyboard walks are taken out. */
const LEAST_OWN = 6
const SHORTEST_WALK = 3

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** The form in which passwords are hashed: NFC, so that two keyboards that compose differently type the same one. */
export function normalizedPassword(password: string): string {
  return password.normalize('NFC')
}

/**
 * What is wrong with a new password, or null.
 *
 * @param login the person's login, which the password may not contain; empty when it is not known
 */
export function passwordProblem(password: string, login: string): FieldProblem | null {
  const text = normalizedPassword(password)
  const length = Array.from(text).length
  if (length === 0) return 'required'
  if (length < PASSWORD_LENGTH.least) return 'password-short'
  if (length > PASSWORD_LENGTH.most) return 'too-long'
  const lower = text.toLowerCase()
  const spellings = [lower, Array.from(lower, (sign) => LEET[sign] ?? sign).join('')]
  return spellings.some((spelling) => isGuessable(lettersOf(spelling), lettersOf(login.toLowerCase())))
    ? 'password-common'
    : null
}

/** Letters and digits only: spaces and signs between known words do not make them unknown. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function isGuessable(text: string, login: string): boolean {
  if (text.includes(PRODUCT) || COMMON_PHRASES.has(text) || isRepetition(text)) return true
  if (login.length >= TELLING_LOGIN && text.includes(login)) return true
  return Array.from(withoutWalks(withoutWords(text, login))).length < LEAST_OWN
}

/** True for a short piece said again and again. */
function isRepetition(text: string): boolean {
  // A text is made of a repeated piece when it occurs in its own double at another place than the start and the middle.
  const period = (text + text).indexOf(text, 1)
  return period < text.length && period < PASSWORD_LENGTH.least
}

function withoutWords(text: string, login: string): string {
  const words = login === '' ? COMMON_WORDS : [login, ...COMMON_WORDS]
  // A sign in the place of a word, so that its neighbours do not join to a new one.
  const rest = words.reduce((left, word) => left.replaceAll(lettersOf(word), '·'), text)
  return rest.replaceAll(/(?:19|20)\d\d/g, '·')
}

/** Takes out runs of one character and walks along a row, and the signs that `withoutWords` left. */
function withoutWalks(text: string): string {
  const signs = Array.from(text)
  let rest = ''
  for (let at = 0; at < signs.length;) {
    const step = longestWalk(signs, at)
    if (step < SHORTEST_WALK && signs[at] !== '·') rest += signs[at] ?? ''
    at += step < SHORTEST_WALK ? 1 : step
  }
  return rest
}

function longestWalk(signs: readonly string[], at: number): number {
  const first = signs[at] ?? ''
  let longest = 1
  while (signs[at + longest] === first) longest++
  for (const row of ROWS) {
    for (const way of [row, Array.from(row).reverse().join('')]) {
      for (let start = way.indexOf(first); start !== -1; start = way.indexOf(first, start + 1)) {
        let length = 1
        while (start + length < way.length && way[start + length] === signs[at + length]) length++
        longest = Math.max(longest, length)
      }
    }
  }
  return longest
}
