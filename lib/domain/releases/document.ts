/** What one release says: all that its files are made of, and nothing that its files may not hold. */
import type { Locale } from '../locale.ts'

/** A text in every language of the house. */
export type Words = Readonly<Record<Locale, string>>

export type DocumentDimension = {
  /** Word of the data dictionary, such as `stage`. */
  readonly name: string
  readonly label: Words
  /** HXL attribute-bearing hashtag of its column, such as `#status+stage`. */
  readonly hashtag: string
  /** Codes, then the total; parents as in `lib/domain/disclosure/shape.ts`. */
  readonly codes: readonly { readonly code: string; readonly label: Words }[]
  readonly total: { readonly code: string; readonly label: Words }
  readonly parents: Readonly<Record<string, string>>
}

/** A table of counts of distinct people over the full product of codes and totals; null: hidden. */
export type DocumentTable = {
  readonly name: string
  readonly title: Words
  /** What one person is counted for: the population in words. */
  readonly note: Words
  readonly dimensions: readonly DocumentDimension[]
  readonly cells: readonly { readonly at: readonly string[]; readonly count: number | null }[]
}

/** Days between two stages, rounded to 10; null where fewer than 2k people stand behind it. */
export type DocumentQuartiles = {
  readonly name: string
  readonly title: Words
  readonly rows: readonly {
    readonly label: Words
    readonly code: string
    readonly quartiles: readonly [number, number, number] | null
  }[]
}

export type ReleaseDocument = {
  /** Such as `R-2026-007`. */
  readonly code: string
  readonly definition: string
  readonly version: number
  readonly title: Words
  /** The release told in sentences: totals, bands and what is not shown, and why. */
  readonly narrative: readonly Words[]
  readonly tier: 'public' | 'restricted'
  readonly k: number
  /** Days as `2025-12-31`, first and last. */
  readonly period: { readonly first: string; readonly last: string }
  readonly cutOff: string
  readonly releasedOn: string
  readonly coarsened: readonly Words[]
  readonly licence: string
  /** Keyed, over everything above; says that the house made it, and nothing of who received it. */
  readonly fingerprint: string
  readonly tables: readonly DocumentTable[]
  readonly quartiles: readonly DocumentQuartiles[]
}
