/** Writing a note: everyday work, one step in place. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { NoteInput } from './schema.ts'
import { insertNote } from './store.ts'

/** Adds a note to a case in reach. */
export async function writeNote(actor: Actor, input: NoteInput, form: SubmittedForm): Promise<Outcome<null>> {
  const fact = {
    action: 'note.write',
    subject: { kind: 'case', id: input.caseId },
    detail: { note: input.id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      await insertNote(tx, door.subjectId, door.personId, input)
      return granted(null)
    },
    form,
  )
}
