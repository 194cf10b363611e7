'use server'
/** The public endpoints of houses and placements. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { houseSchema, placementSchema } from './schema.ts'
import { createHouse, recordPlacement } from './service.ts'

export async function createHouseAction(input: unknown): Promise<Outcome<{ code: string }>> {
  const outcome = await submit(input, houseSchema, createHouse)
  if (outcome.ok) refresh()
  return outcome
}

export async function recordPlacementAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, placementSchema, recordPlacement)
  if (outcome.ok) refresh()
  return outcome
}
