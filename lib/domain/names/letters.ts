/**
 * Names that are not Korean: "Саша" and "Sasha", a nickname, a Chinese name in characters. They are compared letter by letter, Cyrillic put into Latin
 * by the table of ICAO Doc 9303, part 3, section 6 B, which passports use, with the usual y for й and ы.
 */
const CYRILLIC = new Map(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
  }),
)

const SAME = 0.95
const ONE_SLIP = 0.6
const BEGINNING = 0.6
const SHORTEST_BEGINNING = 3
const SHORTEST_FOR_SLIPS = 5

/** @param folded from `fold` in `written.ts` */
export function lettersOf(folded: string): string {
  return Array.from(folded)
    .map((letter) => CYRILLIC.get(letter) ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Whether one insertion, deletion, replacement or swap of neighbours makes one text of the other. */
function oneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const [rest, otherRest] = [one.slice(start), other.slice(start)]
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    (rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0])
  )
}

/** How alike two names are letter by letter, from 0 to 1. */
export function letterLikeness(query: string, name: string): number {
  if (query === '' || name === '') return 0
  if (query === name) return SAME
  if (Math.min(query.length, name.length) >= SHORTEST_FOR_SLIPS && oneSlipApart(query, name)) return ONE_SLIP
  return query.length >= SHORTEST_BEGINNING && name.startsWith(query) ? BEGINNING : 0
}
