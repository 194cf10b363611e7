/** What stands between a public POST and a service: origin, session, envelope and schema, and nothing else. */
import 'server-only'
import { z } from 'zod'
import { problemOf, problemsOf } from '../domain/field-problem.ts'
import { refused, type Outcome } from '../domain/refusal.ts'
import { hashOf, type SubmittedForm } from './act/submission.ts'
import { logBug } from './log.ts'
import { sentFromHere } from './same-origin.ts'
import { currentPerson } from './session/current.ts'
import type { SignedIn } from './session/lookup.ts'
import { vaultIsLocked } from './vault/vault.ts'

/** Sent beside the values by every form. */
export const envelope = z.object({ key: z.uuid(), version: z.number().int().positive().nullish() })

/**
 * Answers one submitted form.
 *
 * @param input whatever came over the wire
 * @param schema the form's one schema
 * @param service the use-case; gets who asks, the parsed values, and key and version of the form
 */
export async function submit<S extends z.ZodType, T>(
  input: unknown,
  schema: S,
  service: (actor: SignedIn, values: z.output<S>, form: SubmittedForm) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    if (!(await sentFromHere())) return refused('not-allowed')
    if (vaultIsLocked()) return refused('locked')
    const actor = await currentPerson()
    if (actor === null) return refused('signed-out')
    const form = envelope.safeParse(input)
    if (!form.success) return refused('invalid')
    const values = schema.safeParse(input, { error: problemOf })
    if (!values.success) return refused('invalid', problemsOf(values.error.issues))
    const { key, version = null } = form.data
    return await service(actor, values.data, { key, version, hash: hashOf(values.data) })
  } catch (error) {
    logBug('action', error)
    return refused('failed')
  }
}

/** The same for an action without a form: nothing is saved that a retry could double. */
export async function answer<S extends z.ZodType, T>(
  input: unknown,
  schema: S,
  service: (actor: SignedIn, values: z.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    if (!(await sentFromHere())) return refused('not-allowed')
    if (vaultIsLocked()) return refused('locked')
    const actor = await currentPerson()
    if (actor === null) return refused('signed-out')
    const values = schema.safeParse(input, { error: problemOf })
    if (!values.success) return refused('invalid', problemsOf(values.error.issues))
    return await service(actor, values.data)
  } catch (error) {
    logBug('action', error)
    return refused('failed')
  }
}

/** The same for somebody who has no session and needs none: the holder of a one-time link. */
export async function answerVisitor<S extends z.ZodType, T>(
  input: unknown,
  schema: S,
  service: (values: z.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    if (!(await sentFromHere())) return refused('not-allowed')
    if (vaultIsLocked()) return refused('locked')
    const values = schema.safeParse(input, { error: problemOf })
    if (!values.success) return refused('invalid', problemsOf(values.error.issues))
    return await service(values.data)
  } catch (error) {
    logBug('action', error)
    return refused('failed')
  }
}
