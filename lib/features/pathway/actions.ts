'use server'
/** The public endpoints of the forms that move a case. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { closeSchema, correctSchema, emergencySchema, moveSchema, reopenSchema } from './schema.ts'
import { askClosing, closeCase, correctLastMove, moveCase, moveInEmergency, reopenCase } from './service.ts'

export async function moveCaseAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, moveSchema, moveCase))
}

export async function moveInEmergencyAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, emergencySchema, moveInEmergency))
}

export async function closeCaseAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, closeSchema, closeCase))
}

export async function askClosingAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, closeSchema, askClosing))
}

export async function reopenCaseAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, reopenSchema, reopenCase))
}

export async function correctLastMoveAction(input: unknown): Promise<Outcome<null>> {
  return refreshed(await submit(input, correctSchema, correctLastMove))
}

function refreshed(outcome: Outcome<null>): Outcome<null> {
  if (outcome.ok) refresh()
  return outcome
}
