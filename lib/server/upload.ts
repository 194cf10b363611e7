/**
 * What stands between a file that a browser sends and a service: origin, session, envelope and schema, as with forms. The body is
 * one line of JSON, which is the form, and behind it the file: names stand neither in the address nor in a header, which
 * servers on the way write down.
 */
import 'server-only'
import type { z } from 'zod'
import { LARGEST_BYTES } from '../domain/documents/documents.ts'
import { problemOf, problemsOf } from '../domain/field-problem.ts'
import { refused, type Outcome } from '../domain/refusal.ts'
import { envelope } from './action.ts'
import { hashOf, type SubmittedForm } from './act/submission.ts'
import { ByteReader } from './documents/byte-reader.ts'
import { UploadStopped } from './documents/clean.ts'
import { logBug } from './log.ts'
import { sentFromHere } from './same-origin.ts'
import { currentPerson } from './session/current.ts'
import type { SignedIn } from './session/lookup.ts'
import { vaultIsLocked } from './vault/vault.ts'
import type { Bytes } from './vault/sealed-stream.ts'

/** Longer than any form about a file. */
const LONGEST_FORM = 16 * 1024

type Service<V, T> = (actor: SignedIn, values: V, form: SubmittedForm, file: Bytes) => Promise<Outcome<T>>

/** Answers one file that was sent with its form. The schema says in `file` how many bytes it has. */
export async function receive<V extends { readonly file: number }, T>(
  request: Request,
  schema: z.ZodType<V>,
  service: Service<V, T>,
): Promise<Outcome<T>> {
  try {
    if (!(await sentFromHere())) return refused('not-allowed')
    if (vaultIsLocked()) return refused('locked')
    const actor = await currentPerson()
    if (actor === null) return refused('signed-out')
    const length = Number(request.headers.get('content-length') ?? Number.NaN)
    if (request.body === null || !(length <= LARGEST_BYTES + LONGEST_FORM)) return refused('too-large')
    const body = bodyOf(request.body)
    try {
      return await readForm(actor, new ByteReader(body.bytes), schema, service)
    } finally {
      // A browser hears an answer only once it has said everything.
      await body.drain()
    }
  } catch (error) {
    logBug('upload', error)
    return refused('failed')
  }
}

async function readForm<V extends { readonly file: number }, T>(
  actor: SignedIn,
  reader: ByteReader,
  schema: z.ZodType<V>,
  service: Service<V, T>,
): Promise<Outcome<T>> {
  const head = await reader.peek(LONGEST_FORM).catch(() => Buffer.alloc(0))
  const end = head.indexOf('\n')
  const input = end === -1 ? null : parsed(head.toString('utf8', 0, end))
  const form = envelope.safeParse(input)
  if (!form.success) return refused('invalid')
  const values = schema.safeParse(input, { error: problemOf })
  if (!values.success) return refused('invalid', problemsOf(values.error.issues))
  await reader.take(end + 1)
  const { key, version = null } = form.data
  const sent = { key, version, hash: hashOf(values.data) }
  return service(actor, values.data, sent, rest(reader))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function* rest(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (let some = await reader.some(); some !== null; some = await reader.some()) yield some
}

/**
 * The body as an iteration that nobody closes before its end: closing it would cut the line, and with it the answer. What the
 * line itself cuts is an UploadStopped.
 */
function bodyOf(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  let ended = false
  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (ended) return { done: true, value: undefined }
    try {
      const { done, value } = await reader.read()
      ended = done
      return done ? { done, value: undefined } : { done, value }
    } catch {
      ended = true
      throw new UploadStopped('the line broke')
    }
  }
  const bytes: Bytes = { [Symbol.asyncIterator]: () => ({ next }) }
  async function drain(): Promise<void> {
    while (!ended) await next().catch(() => undefined)
  }
  return { bytes, drain }
}
