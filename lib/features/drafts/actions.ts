'use server'
/** The public endpoints of drafts. They refresh nothing: keeping a draft must not redraw the form under the fingers. */
import type { Outcome } from '../../domain/refusal.ts'
import { answer } from '../../server/action.ts'
import { draftNameSchema, draftSchema } from './schema.ts'
import { discardDraft, saveDraft } from './service.ts'

export async function saveDraftAction(input: unknown): Promise<Outcome<null>> {
  return answer(input, draftSchema, saveDraft)
}

export async function discardDraftAction(input: unknown): Promise<Outcome<null>> {
  return answer(input, draftNameSchema, discardDraft)
}
