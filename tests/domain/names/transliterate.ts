/**
 * Writes Hangul names in each system, from its published rules and apart from the tables of the search, so that the two can
 * be held against each other.
 */
const CODAS = 28
const FIRST = 0xac00

type Letters = {
  readonly initials: readonly string[]
  readonly vowels: readonly string[]
  readonly finals: readonly string[]
}

/** Which of the seven heard finals (0 none, ㄱㄴㄷㄹㅁㅂㅇ) each written final is. */
const HEARD = [0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3]

const [G, N, D, R, M, B, NG] = [0, 2, 3, 5, 6, 7, 11]
const J = 12

const REVISED: Letters = {
  initials: 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' '),
  vowels: 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' '),
  finals: '- k n t l m p ng'.split(' '),
}
const MCCUNE: Letters = {
  initials: "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h".split(' '),
  vowels: 'a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i'.split(' '),
  finals: '- k n t l m p ng'.split(' '),
}
const NORTH: Letters = {
  ...MCCUNE,
  initials: 'k kk n t tt r m p pp s ss - j jj ch kh th ph h'.split(' '),
}
const KONTSEVICH: Letters = {
  initials: 'к кк н т тт р м п пп с сс - ч чч чх кх тх пх х'.split(' '),
  vowels: 'а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и'.split(' '),
  finals: '- к н т ль м п н'.split(' '),
}

type Parts = { initial: number; vowel: number; final: number }

function partsOf(character: string): Parts {
  const place = character.charCodeAt(0) - FIRST
  return {
    initial: Math.floor(place / (21 * CODAS)),
    vowel: Math.floor(place / CODAS) % 21,
    final: HEARD[place % CODAS] ?? 0,
  }
}

function letter(letters: readonly string[], place: number): string {
  const found = letters[place] ?? ''
  return found === '-' ? '' : found
}

function spell(letters: Letters, { initial, vowel, final }: Parts): string {
  return letter(letters.initials, initial) + letter(letters.vowels, vowel) + letter(letters.finals, final)
}

/** Two neighbours as they are heard: nasals before nasals, ㄹㄹ for ㄴㄹ and ㄹㄴ. */
function assimilate(before: Parts, after: Parts): void {
  const nasal = [0, 7, 2, 2, 4, 5, 5, 7]
  if (after.initial === R && ![0, 4].includes(before.final)) {
    if (before.final === 2) before.final = 4
    else after.initial = N
  } else if (after.initial === N && before.final === 4) after.initial = R
  if (after.initial === N || after.initial === M) before.final = nasal[before.final] ?? 0
}

const VOICED: Readonly<Record<number, readonly [string, string]>> = {
  [G]: ['g', 'г'],
  [D]: ['d', 'д'],
  [B]: ['b', 'б'],
  [J]: ['j', 'дж'],
}

/** A given name run together, as heard. */
function heardGiven(name: string, letters: Letters, script: 0 | 1): string {
  const parts = Array.from(name).map(partsOf)
  for (const [place, part] of parts.entries()) {
    const before = parts[place - 1]
    if (before !== undefined) assimilate(before, part)
  }
  let text = ''
  for (const [place, part] of parts.entries()) {
    const before = parts[place - 1]
    const after = parts[place + 1]
    const voiced = before !== undefined && [0, 2, 4, 5, 7].includes(before.final)
    const soft = voiced ? VOICED[part.initial]?.[script] : undefined
    let initial = soft ?? letter(letters.initials, part.initial)
    if (before?.final === 4 && part.initial === R) initial = script === 0 ? 'l' : 'л'
    if (before?.final === 2 && script === 0 && initial === 'g') initial = "'g"
    let final = letter(letters.finals, part.final)
    if (after?.initial === NG) {
      if (script === 0) final = ['', 'g', 'n', 'd', 'r', 'm', 'b', 'ng'][part.final] ?? ''
      else final = ['', 'г', 'н', 'д', 'р', 'м', 'б', 'нъ'][part.final] ?? ''
    } else if (after?.initial === R && part.final === 4 && script === 1) final = 'л'
    text += initial + letter(letters.vowels, part.vowel) + final
  }
  return text
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export type Transliterator = (family: string, given: string) => string

/** Each system by its name; family name and given name in Hangul go in apart. */
export const TRANSLITERATORS: Readonly<Record<string, Transliterator>> = {
  'Revised Romanization': (family, given) =>
    `${capital(spellAll(REVISED, family))} ${capital(
      Array.from(given)
        .map((one) => spell(REVISED, partsOf(one)))
        .join('-'),
    )}`,
  'McCune–Reischauer': (family, given) =>
    `${capital(spellAll(MCCUNE, family))} ${capital(heardGiven(given, MCCUNE, 0))}`,
  'McCune–Reischauer without marks': (family, given) =>
    bare(`${capital(spellAll(MCCUNE, family))} ${capital(heardGiven(given, MCCUNE, 0))}`),
  'North Korean usage': (family, given) =>
    bare([family, ...Array.from(given)].map((one) => capital(spellAll(NORTH, one))).join(' ')),
  Kontsevich: (family, given) =>
    `${capital(spellAll(KONTSEVICH, family))} ${capital(heardGiven(given, KONTSEVICH, 1))}`,
}

function spellAll(letters: Letters, name: string): string {
  return Array.from(name)
    .map((one) => spell(letters, partsOf(one)))
    .join('')
}

function bare(text: string): string {
  return text.replaceAll("'", '').normalize('NFD').replaceAll('\u0306', '').normalize('NFC')
}
