'use server'
/** The public endpoints of approvals. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { approvalDecisionSchema, approvalRequestSchema } from './schema.ts'
import { decideApproval, requestApproval } from './service.ts'

export async function requestApprovalAction(input: unknown): Promise<Outcome<{ id: string }>> {
  const outcome = await submit(input, approvalRequestSchema, requestApproval)
  if (outcome.ok) refresh()
  return outcome
}

export async function decideApprovalAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, approvalDecisionSchema, decideApproval)
  if (outcome.ok) refresh()
  return outcome
}
