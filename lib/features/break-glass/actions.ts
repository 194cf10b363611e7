'use server'
/** The public endpoints of break-glass and its review. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { breakGlassSchema, endBreakGlassSchema, reviewBreakGlassSchema } from './schema.ts'
import { askBreakGlass, breakGlass, endBreakGlass, reviewBreakGlass } from './service.ts'

export async function breakGlassAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, breakGlassSchema, breakGlass)
  if (outcome.ok) refresh()
  return outcome
}

export async function askBreakGlassAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, breakGlassSchema, askBreakGlass)
  if (outcome.ok) refresh()
  return outcome
}

export async function endBreakGlassAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, endBreakGlassSchema, endBreakGlass)
  if (outcome.ok) refresh()
  return outcome
}

export async function reviewBreakGlassAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, reviewBreakGlassSchema, reviewBreakGlass)
  if (outcome.ok) refresh()
  return outcome
}
