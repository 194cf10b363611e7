'use server'
/** The public endpoints of houses and placements, and of an address behind one tap. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { houseSchema, onCaseSchema, placementSchema, type Home } from './schema.ts'
import { createHouse, readAddress, recordPlacement } from './service.ts'

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

export async function readAddressAction(input: unknown): Promise<Outcome<Home | null>> {
  return answer(input, onCaseSchema, readAddress)
}
