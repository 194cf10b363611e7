'use server'
/** The public endpoint of the search by name. What is asked comes in a body: an address stays in histories and logs. */
import type { Outcome } from '../../domain/refusal.ts'
import { answer } from '../../server/action.ts'
import { searchSchema, type Found } from './schema.ts'
import { searchByName } from './service.ts'

export async function searchByNameAction(input: unknown): Promise<Outcome<Found>> {
  return answer(input, searchSchema, searchByName)
}
