/** What a page does with an outcome: shows the value, or ends in the page that the refusal means. */
import { forbidden, notFound, redirect } from 'next/navigation'
import type { Outcome } from '../../lib/domain/refusal.ts'

/**
 * The value to show. Absent and out of reach end in the same page with the same status; `not-allowed` is said only
 * where no row at all would be allowed, so its own page tells nothing about any.
 */
export function shown<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  switch (outcome.refusal) {
    case 'signed-out':
      return redirect('/sign-in')
    case 'not-allowed':
      return forbidden()
    default:
      return notFound()
  }
}
