'use server'
/** The public endpoints of the enrolment page; the link is the only proof that they ask for. */
import type { Outcome } from '../../domain/refusal.ts'
import { answerVisitor } from '../../server/action.ts'
import { enrolSchema, linkSchema, type Invited } from './schema.ts'
import { enrol, readInvitation } from './service.ts'

export async function readInvitationAction(input: unknown): Promise<Outcome<Invited>> {
  return answerVisitor(input, linkSchema, readInvitation)
}

export async function enrolAction(input: unknown): Promise<Outcome<null>> {
  return answerVisitor(input, enrolSchema, enrol)
}
