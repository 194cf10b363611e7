/**
 * What the audit log can say: one fact an action. Facts hold ids, codes and closed words; never a name, a place or free
 * text, because the log is itself intelligence and outlives what it speaks of.
 */
import type { AnyAction } from '../policy/decide.ts'

/** What an action is about. The scope (team, worker) is always read again from the row, never from the request. */
export type Subject =
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'case-code'; readonly code: string }
  /** A case that the operation makes; the id comes from the client. */
  | { readonly kind: 'new-case'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string }
  /** Something that one person asked and another decides. */
  | { readonly kind: 'approval'; readonly id: string }
  | { readonly kind: 'self' }
  | { readonly kind: 'list' }

/** Closed words, codes, ids and numbers that make the fact precise. */
export type Detail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export type Fact = {
  readonly action: AnyAction
  readonly subject: Subject
  readonly detail?: Detail
}

/** A fact as the log keeps it: what was asked, and how it ended. */
export type RecordedFact = {
  readonly action: AnyAction
  readonly result: 'done' | 'replayed' | `refused:${string}`
  readonly subject: string | null
  readonly detail: Detail
}
