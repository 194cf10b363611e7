/** Invented people in a crowd, from common parts of names, the same at every run: whom a search has to tell apart. */
import type { NamedEntry } from '../../../lib/domain/names/rank-names.ts'
import { TRANSLITERATORS } from './transliterate.ts'

const FAMILIES = Array.from('김리박최정강조윤장림한오서신권황안송류전홍고문양손배백허노')
const GIVEN = Array.from('정성영철은금명광순춘혁일학남진선희옥숙경수길호용덕국인태현미혜심화복만식룡란향주')

/** Entry number `index` of the crowd; different numbers up to about 40,000 are different people. */
export function crowdName(index: number): { readonly family: string; readonly given: string } {
  // A step that shares no factor with the number of names walks over all of them, without order.
  const all = FAMILIES.length * GIVEN.length * GIVEN.length
  const place = (index * 15_731 + 4_057) % all
  const family = FAMILIES[place % FAMILIES.length] ?? ''
  const rest = Math.floor(place / FAMILIES.length)
  return {
    family,
    given: (GIVEN[rest % GIVEN.length] ?? '') + (GIVEN[Math.floor(rest / GIVEN.length)] ?? ''),
  }
}

/** The crowd with all three scripts filled in, as a caseworker would. */
export function crowd(size: number): readonly NamedEntry[] {
  return Array.from({ length: size }, (_, index) => {
    const { family, given } = crowdName(index)
    return {
      id: `crowd-${String(index).padStart(4, '0')}`,
      hangul: family + given,
      latin: TRANSLITERATORS['North Korean usage']?.(family, given) ?? '',
      cyrillic: TRANSLITERATORS['Kontsevich']?.(family, given) ?? '',
      aliases: index % 5 === 0 ? 'Саша, Kolya' : '',
    }
  })
}
