/** What a page does with an outcome: shows the value, or ends in the page that the refusal means. */
import { notFound, redirect } from 'next/navigation'
import type { Outcome } from '../../lib/domain/refusal.ts'

/** The value to show. Absent and out of reach end in the same page, with the same status. */
export function shown<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  if (outcome.refusal === 'signed-out') redirect('/sign-in')
  notFound()
}
