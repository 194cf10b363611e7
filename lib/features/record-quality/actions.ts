'use server'
/** The public endpoint that asks the workers about their records. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { askSchema, type Asked } from './schema.ts'
import { ask } from './service.ts'

export async function askQuestionAction(input: unknown): Promise<Outcome<Asked>> {
  const outcome = await submit(input, askSchema, ask)
  if (outcome.ok) refresh()
  return outcome
}
