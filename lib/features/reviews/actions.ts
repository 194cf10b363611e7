'use server'
/** The public endpoint of the review form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { reviewSchema } from './schema.ts'
import { decideReview } from './service.ts'

export async function decideReviewAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, reviewSchema, decideReview)
  if (outcome.ok) refresh()
  return outcome
}
