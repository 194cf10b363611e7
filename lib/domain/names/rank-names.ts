/**
 * Search by name, over names that are decrypted in memory for one search: whichever script and spelling the query has, the
 * people who can bear that name, the surest first. Nothing is kept: no index of names exists anywhere.
 */
import { letterLikeness, lettersOf } from './letters.ts'
import { likeness, likenessToGivenName } from './likeness.ts'
import { readQuery, type Query } from './read-query.ts'
import { completeReadings, type KnownWords } from './read-name.ts'
import { namesIn, partedByComma } from './written.ts'

/** The names of one person; an empty text is an unknown spelling. `aliases` may hold several, parted by commas or lines. */
export type NamedEntry = {
  readonly id: string
  readonly hangul: string
  readonly latin: string
  readonly cyrillic: string
  readonly aliases: string
}

/** `score` is above 0.4 and at most 1: whole names before given names, then beginnings and names with a slip. */
export type NameHit = { readonly id: string; readonly score: number }

/** What scores less is no hit. */
export const MATCH_THRESHOLD = 0.4

const ALIAS = 0.02

/** Somebody may paste one name in three scripts; more is no name. */
const MOST_QUERIES = 3

function scoreSpelling(query: Query, name: string, alias: boolean, known: KnownWords): number {
  const readings = completeReadings(name, known)
  let best = 0
  for (const reading of readings) {
    for (const asked of query.readings) {
      best = Math.max(best, likeness(asked, reading))
      if (alias) best = Math.max(best, likenessToGivenName(asked, reading))
    }
  }
  if (readings.length === 0 || !query.readable)
    best = Math.max(best, letterLikeness(query.letters, lettersOf(name)))
  return alias ? best - ALIAS : best
}

function scoreEntry(query: Query, entry: NamedEntry, known: KnownWords): number {
  const names = [entry.hangul, entry.latin, entry.cyrillic].flatMap(namesIn)
  const aliases = namesIn(entry.aliases).flatMap((name) => [name, ...partedByComma(name)])
  return Math.max(
    0,
    ...names.map((name) => scoreSpelling(query, name, false, known)),
    ...aliases.map((name) => scoreSpelling(query, name, true, known)),
  )
}

/**
 * Ranks the entries that a query may mean.
 *
 * @param query what was typed: a whole name, a given name or a beginning, in Hangul, Latin or Cyrillic
 * @param limit most hits to return
 * @returns the best first; equal scores in the order of their ids
 */
export function rankNames(query: string, entries: readonly NamedEntry[], limit: number): readonly NameHit[] {
  const known: KnownWords = new Map()
  const queries = namesIn(query)
    .flatMap((name) => readQuery(name, known))
    .slice(0, MOST_QUERIES)
  return entries
    .map((entry) => {
      const score = Math.max(0, ...queries.map((one) => scoreEntry(one, entry, known)))
      return { id: entry.id, score: Math.round(score * 1000) / 1000 }
    })
    .filter(({ score }) => score >= MATCH_THRESHOLD)
    .toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, Math.max(0, limit))
}
