'use server'
/** The public endpoint of the note form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { noteSchema } from './schema.ts'
import { writeNote } from './service.ts'

export async function writeNoteAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, noteSchema, writeNote)
  if (outcome.ok) refresh()
  return outcome
}
