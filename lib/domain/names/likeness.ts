/**
 * How alike two readings are: whether they can be the same name, with how much doubt, and how much of the name is there.
 */
import { byInitialLaw } from './initial-law.ts'
import { CUT_VOWEL } from './spell-out.ts'
import type { Reading, Sound, Syllable } from './sound.ts'

/** What a match is worth before doubts are taken off. */
const WHOLE = 1
const GIVEN_NAME = 0.8
const BEGINNING = 0.7
const GIVEN_BEGINNING = 0.6
const ONE_SYLLABLE = 0.1
const STILL_TYPING = 0.05
const MENDED = 0.35
const DOUBT = 0.04

function initialDoubt(
  one: Sound,
  other: Sound,
  a: Syllable,
  b: Syllable,
  place: number,
  heard: boolean,
): number {
  if ((one.initial & other.initial) !== 0) return 0
  if ((byInitialLaw(one, place) & other.initial) !== 0 || (one.initial & byInitialLaw(other, place)) !== 0)
    return 1
  if (heard && ((a.heardInitial & other.initial) !== 0 || (one.initial & b.heardInitial) !== 0)) return 1
  return Infinity
}

function finalDoubt(one: Sound, other: Sound, a: Syllable, b: Syllable, heard: boolean): number {
  if ((one.final & other.final) !== 0) return 0
  if (heard && ((a.heardFinal & other.final) !== 0 || (one.final & b.heardFinal) !== 0)) return 0
  return Infinity
}

/** The doubt that two syllables are one; infinite when they cannot be. */
function syllableDoubt(a: Syllable, b: Syllable, place: number, heard: boolean): number {
  if ((a.vowels & b.vowels) === 0) return Infinity
  let least = Infinity
  for (const one of a.sounds) {
    for (const other of b.sounds) {
      if ((one.vowel & other.vowel) === 0) continue
      const own = one.doubt + other.doubt
      if (own >= least) continue
      const doubt = own + finalDoubt(one, other, a, b, heard) + initialDoubt(one, other, a, b, place, heard)
      if (doubt < least) least = doubt
    }
  }
  return least
}

/** The mean doubt over the syllables of `part`, laid on `whole` from a place on. */
function doubtAt(part: Reading, whole: Reading, from: number): number {
  // Two names in Hangul say which syllables they are: how they would sound side by side makes them no more alike.
  const heard = !(part.exact && whole.exact)
  let doubt = 0
  for (const [place, syllable] of part.syllables.entries()) {
    const other = whole.syllables[from + place]
    if (other === undefined) return Infinity
    doubt += syllableDoubt(syllable, other, from + place, heard)
    if (doubt === Infinity) return Infinity
  }
  return (doubt + part.doubt + whole.doubt) / part.syllables.length
}

function worth(query: Reading, name: Reading, from: number): number {
  const left = name.syllables.length - query.syllables.length - from
  if (left === 0 && query.end === 'extensible') return 0
  if (left === 0 && query.end === 'whole') return from === 0 ? WHOLE : GIVEN_NAME
  return (from === 0 ? BEGINNING : GIVEN_BEGINNING) - (query.end === 'whole' ? 0 : STILL_TYPING)
}

/** A forced reading confirms neither another forced one nor what is only begun. */
function isForced({ doubt }: Reading): boolean {
  return doubt >= CUT_VOWEL
}

function likenessAt(query: Reading, name: Reading, from: number): number {
  if (isForced(name) && (query.end !== 'whole' || isForced(query))) return 0
  const doubt = doubtAt(query, name, from)
  if (doubt === Infinity) return 0
  const short = query.syllables.length === 1 ? ONE_SYLLABLE : 0
  const slip = query.mended ? MENDED : 0
  return Math.max(0, worth(query, name, from) - short - slip - DOUBT * doubt)
}

/**
 * How surely a query means a name, from 0 (it does not) to 1. The query may be the whole name, its beginning, the given name
 * or the given name's beginning.
 */
export function likeness(query: Reading, name: Reading): number {
  const left = name.syllables.length - query.syllables.length
  if (left < 0) return 0
  const whole = likenessAt(query, name, 0)
  // A given name stands behind a family name; of a name of two syllables the second may be all of it.
  return left === 0 || whole >= GIVEN_NAME ? whole : Math.max(whole, likenessAt(query, name, 1))
}

/** A query of which the name is only the given part, as an alias may be; 0 when it is not. */
export function likenessToGivenName(query: Reading, name: Reading): number {
  if (
    query.end !== 'whole' ||
    name.syllables.length < 2 ||
    query.syllables.length !== name.syllables.length + 1
  )
    return 0
  const doubt = doubtAt(name, query, 1)
  return doubt === Infinity ? 0 : Math.max(0, GIVEN_BEGINNING - (query.mended ? MENDED : 0) - DOUBT * doubt)
}
