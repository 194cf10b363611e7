/**
 * Every way to read one written name: its tokens spelled out and put together, family name first whichever end it stood at.
 */
import { takeApart } from './hangul.ts'
import { openHangul, openSounds } from './open-end.ts'
import { spoken } from './assimilation.ts'
import { syllableOf, type End, type Reading, type Syllable } from './sound.ts'
import { spellOut, type Word } from './spell-out.ts'
import type { SpellingSystem } from './spelling-system.ts'
import { canBeSurname } from './surnames.ts'
import { cyrillicSystems, latinSystems } from './systems/of-script.ts'
import { tokensOf, type Token } from './written.ts'

const MOST_READINGS = 48
const MOST_TOKENS = 6
const MOST_SYLLABLES = 5
const LONGEST_OPEN = 6

/** Words already spelled out, for as long as one search lasts: names are never kept beyond it. */
export type KnownWords = Map<readonly SpellingSystem[], Map<string, readonly Word[]>>

/** What each token of a name can be. */
type Parts = readonly {
  readonly token: Token
  readonly systems: readonly SpellingSystem[]
  readonly words: readonly Word[]
}[]

/** The systems that a token of a name may follow; which, the whole name says. */
export function systemsFor({ script }: Token, folded: string): readonly SpellingSystem[] {
  if (script === 'latin') return latinSystems(folded)
  return script === 'cyrillic' ? cyrillicSystems() : []
}

function spellHangul(text: string): readonly Word[] {
  const syllables = Array.from(text, (character) => {
    const parts = takeApart(character)
    return parts === null ? null : syllableOf([{ ...parts, doubt: 0 }])
  })
  const whole = syllables.filter((syllable) => syllable !== null)
  return whole.length === syllables.length ? [{ syllables: whole, doubt: 0 }] : []
}

function spell(
  { script, text }: Token,
  systems: readonly SpellingSystem[],
  known: KnownWords,
): readonly Word[] {
  if (script === 'hangul') return spellHangul(text)
  // The same word is read differently beside other marks.
  const words = known.get(systems) ?? new Map<string, readonly Word[]>()
  known.set(systems, words)
  const before = words.get(text)
  if (before !== undefined) return before
  const spelled = spellOut(text, systems)
  words.set(text, spelled)
  return spelled
}

type Draft = { readonly words: readonly Word[]; readonly doubt: number }

function together(parts: Parts): readonly Draft[] {
  if (parts.some(({ words }) => words.length === 0)) return []
  let drafts: readonly Draft[] = [{ words: [], doubt: 0 }]
  for (const { words } of parts) {
    drafts = drafts
      .flatMap((draft) =>
        words.map((word) => ({ words: [...draft.words, word], doubt: draft.doubt + word.doubt })),
      )
      .slice(0, MOST_READINGS)
  }
  return drafts
}

/** How many syllables at the end may be the family name, put last; 0 when none. */
function surnameAtEnd(draft: Draft, parts: Parts, exact: boolean): number {
  const firstOfLast = parts.findLastIndex(({ token }) => token.apart)
  const last = draft.words.slice(firstOfLast).flatMap(({ syllables }) => syllables)
  if (firstOfLast > 0) return last.length <= 2 && canBeSurname(last) ? last.length : 0
  return !exact && last.length > 2 && canBeSurname(last.slice(-1)) ? 1 : 0
}

/** The readings that some ways of reading the tokens make together. */
export function readingsOf(parts: Parts, how: Pick<Reading, 'end' | 'mended'>): readonly Reading[] {
  const exact = parts.every(({ token }) => token.script === 'hangul')
  return together(parts).flatMap((draft): readonly Reading[] => {
    const syllables = draft.words.flatMap((word) => word.syllables)
    if (syllables.length === 0 || syllables.length > MOST_SYLLABLES) return []
    const asWritten = { ...how, syllables: spoken(syllables), doubt: draft.doubt, exact }
    const end = how.end !== 'whole' ? 0 : surnameAtEnd(draft, parts, exact)
    if (end === 0) return [asWritten]
    const turned = [...syllables.slice(-end), ...syllables.slice(0, -end)]
    return [asWritten, { ...asWritten, syllables: spoken(turned), doubt: draft.doubt + 1 }]
  })
}

/** The tokens of a name, each with its words. */
export function partsOf(folded: string, known: KnownWords): Parts {
  const tokens = tokensOf(folded)
  if (tokens.length > MOST_TOKENS) return []
  let systems: readonly SpellingSystem[] = []
  return tokens.map((token, place) => {
    if (token.script !== tokens[place - 1]?.script) systems = systemsFor(token, folded)
    return { token, systems, words: spell(token, systems, known) }
  })
}

/** Readings of the whole name as it is written; empty when it is not Korean in any system. */
export function completeReadings(folded: string, known: KnownWords): readonly Reading[] {
  const parts = partsOf(folded, known)
  return parts.length === 0 ? [] : readingsOf(parts, { end: 'whole', mended: false })
}

function beginnings({ token, systems }: Parts[number], known: KnownWords): readonly Word[] {
  const words: Word[] = []
  const shortest = Math.max(0, token.text.length - LONGEST_OPEN)
  for (let cut = token.text.length - 1; cut >= shortest; cut--) {
    const rest = token.text.slice(cut)
    const sounds =
      token.script === 'hangul' ? (rest.length === 1 ? openHangul(rest) : []) : openSounds(rest, systems)
    if (sounds.length === 0) continue
    const before: readonly Word[] =
      cut === 0
        ? [{ syllables: [], doubt: 0 }]
        : spell({ ...token, text: token.text.slice(0, cut) }, systems, known)
    const last: Syllable = syllableOf(sounds)
    words.push(...before.map(({ syllables, doubt }) => ({ syllables: [...syllables, last], doubt })))
  }
  return words
}

/** Readings in which the last syllable may still grow. */
export function openReadings(folded: string, end: End, known: KnownWords): readonly Reading[] {
  const parts = partsOf(folded, known)
  const last = parts.at(-1)
  if (last === undefined) return []
  const words = beginnings(last, known)
  return readingsOf([...parts.slice(0, -1), { ...last, words }], { end, mended: false })
}
