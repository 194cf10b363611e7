/** Why a form could not be saved: a refusal of the server, or no answer at all. */
import { unstable_rethrow } from 'next/navigation'
import type { Refusal } from '../../domain/refusal.ts'

export type Failure = Refusal | 'unreachable'

/** A little below what the server takes, for what the transport adds. */
const MAX_FORM_BYTES = 200_000

/** True when the values would be refused unread. */
export function isTooLarge(values: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(values)).length > MAX_FORM_BYTES
}

/** What a thrown error means to the person: a redirect passes on, a broken server says so, all else is the line. */
export function failureOf(error: unknown): Failure {
  unstable_rethrow(error)
  if (error instanceof Error && error.message === 'too-large') return 'too-large'
  return typeof error === 'object' && error !== null && 'digest' in error ? 'failed' : 'unreachable'
}
