/**
 * Signing in and out, and proving in between that it is still the same person. Every attempt is recorded, and none with
 * what was typed: a password typed as a login is common.
 */
import 'server-only'
import { WRONG_PASSWORDS_AT_MOST } from '../../domain/policy/proofs.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { checkCredential, visitorWith } from '../../server/session/credential.ts'
import { lookUpSession, SESSION_HOURS, type SignedIn } from '../../server/session/lookup.ts'
import { freshToken, hashToken } from '../../server/session/token.ts'
import type { StepUpInput } from './schema.ts'
import {
  countWrongPassword,
  endOtherSessions,
  endSession,
  holdsCredential,
  insertSession,
  lockSession,
  writeProof,
} from './store.ts'

const HOUR_MS = 3_600_000

/**
 * Opens a session. The answer, and the time that it takes, are the same for a wrong password, an unknown login and
 * somebody who is disabled or has not enrolled.
 */
export async function openSession(login: string, password: string): Promise<Outcome<{ token: string }>> {
  const visitor = visitorWith(login)
  const { personId, passwordHash } = await checkCredential(visitor, password)
  const id = crypto.randomUUID()
  const token = freshToken()
  const fact = {
    action: 'session.open',
    subject: { kind: 'list' },
    detail: { person: personId, session: passwordHash === null ? null : id },
  } as const
  return act(visitor, fact, async (tx, door) => {
    if (personId === null || passwordHash === null) return refused('wrong-credentials')
    if (!(await holdsCredential(tx, personId, visitor.login, passwordHash)))
      return refused('wrong-credentials')
    const expiresAt = new Date(door.now.getTime() + SESSION_HOURS * HOUR_MS)
    await insertSession(tx, { id, personId, tokenHash: hashToken(token), expiresAt })
    return granted({ token })
  })
}

/**
 * Checks the password of whoever holds the session, and notes that they proved who they are. Wrong ones are counted
 * with their entry in the log; the last that is borne ends the session, and then no password opens anything.
 */
export async function stepUp(actor: SignedIn, { password }: StepUpInput): Promise<Outcome<null>> {
  const { personId, sessionId } = actor
  const { passwordHash } = await checkCredential(actor, password)
  const fact = {
    action: 'session.prove',
    subject: { kind: 'self' },
    detail: { session: sessionId },
  } as const
  const session = { over: false }
  const outcome = await act(actor, fact, async (tx, door) => {
    const right = passwordHash !== null && (await holdsCredential(tx, personId, actor.login, passwordHash))
    if (!(await lockSession(tx, sessionId, personId))) return refused('signed-out')
    if (right) {
      await writeProof(tx, sessionId)
      return granted(null)
    }
    session.over = await countWrongPassword(tx, sessionId, WRONG_PASSWORDS_AT_MOST)
    door.keepRefused()
    return refused('wrong-credentials')
  })
  return session.over ? refused('signed-out') : outcome
}

/** Ends the session of a token. A token that opens nothing is signed out already. */
export async function closeSession(token: string): Promise<Outcome<null>> {
  const person = await lookUpSession(token)
  if (person === null) return granted(null)
  const fact = {
    action: 'session.close',
    subject: { kind: 'self' },
    detail: { session: person.sessionId, others: false },
  } as const
  return act(person, fact, async (tx) => {
    await endSession(tx, person.sessionId)
    return granted(null)
  })
}

/** Ends all other sessions of whoever asks: a phone that was lost, a desk that was left. Answers how many there were. */
export async function closeOtherSessions(
  actor: SignedIn,
  _input: object,
  form: SubmittedForm,
): Promise<Outcome<{ ended: number }>> {
  const fact = {
    action: 'session.close',
    subject: { kind: 'self' },
    detail: { session: actor.sessionId, others: true },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => granted({ ended: await endOtherSessions(tx, door.personId, actor.sessionId) }),
    form,
  )
}
