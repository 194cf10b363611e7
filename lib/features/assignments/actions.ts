'use server'
/** The public endpoints of who has a case. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import {
  assignCaseSchema,
  coverSchema,
  endAssignmentSchema,
  handOverSchema,
  prolongSchema,
} from './schema.ts'
import { assignCase, coverCase, endAssignment, handOverCase, prolongAssignment } from './service.ts'

export async function assignCaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, assignCaseSchema, assignCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function handOverCaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, handOverSchema, handOverCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function coverCaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, coverSchema, coverCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function endAssignmentAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, endAssignmentSchema, endAssignment)
  if (outcome.ok) refresh()
  return outcome
}

export async function prolongAssignmentAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, prolongSchema, prolongAssignment)
  if (outcome.ok) refresh()
  return outcome
}
