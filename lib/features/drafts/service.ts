/** Drafts: nothing typed is lost, and nothing of it stays in a browser that others may search. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import { readDraftIn, type Draft } from './effects.ts'
import { DRAFT_BYTES, type DraftInput, type DraftNameInput } from './schema.ts'
import { dropDraft, isForgotten, putDraft } from './store.ts'

function fact(form: string) {
  return { action: 'draft.keep', subject: { kind: 'self' }, detail: { form } } as const
}

/** Keeps what was typed so far, in place of what was kept before. */
export async function saveDraft(actor: Actor, input: DraftInput): Promise<Outcome<null>> {
  const { form, subject, content } = input
  const text = JSON.stringify(content)
  return act(actor, fact(form), async (tx, door) => {
    if (Buffer.byteLength(text) > DRAFT_BYTES) return refused('too-large')
    const { personId } = door
    if (await isForgotten(tx, subject)) return refused('forgotten')
    await putDraft(tx, { personId, form, subject }, text)
    return granted(null)
  })
}

/** Drops a draft: the form was saved, or its writer does not want it. */
export async function discardDraft(actor: Actor, { form, subject }: DraftNameInput): Promise<Outcome<null>> {
  return act(actor, fact(form), async (tx, { personId }) => {
    await dropDraft(tx, { personId, form, subject })
    return granted(null)
  })
}

/** What the actor was typing into a form, or null. For pages that read nothing else. */
export async function readDraft(actor: Actor, form: string, subject = ''): Promise<Outcome<Draft | null>> {
  return act(actor, fact(form), async (tx, { personId }) =>
    granted(await readDraftIn(tx, personId, form, subject)),
  )
}
