/** Enrolling: whoever holds a one-time link chooses a password. Tokens that open nothing all get the same answer. */
import 'server-only'
import { passwordProblem } from '../../domain/password/password-problem.ts'
import type { VisitorActor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import { hashPassword } from '../../server/session/password.ts'
import { hashToken } from '../../server/session/token.ts'
import type { EnrolInput, Invited, LinkInput } from './schema.ts'
import { exchangeLink, findOpenLink, type OpenLink } from './store.ts'

/** Whoever holds a link, and is nobody else. */
function holderOf(token: string): VisitorActor {
  return { kind: 'visitor', link: Buffer.from(hashToken(token)).toString('hex') }
}

/** Whom a link was made for, so that they see under which login they will sign in. */
export async function readInvitation(input: LinkInput): Promise<Outcome<Invited>> {
  const link = await openLink(input.token)
  if (!link.ok) return link
  return granted({ login: link.value.login, displayName: link.value.displayName })
}

/** Sets the password of a link's person, once. */
export async function enrol(input: EnrolInput): Promise<Outcome<null>> {
  const link = await openLink(input.token)
  if (!link.ok) return link
  const problem = passwordProblem(input.password, link.value.login)
  if (problem !== null) return refusedField('password', problem)
  if (input.password !== input.again) return refusedField('again', 'passwords-differ')
  const passwordHash = await hashPassword(input.password)
  const fact = {
    action: 'person.enrol',
    subject: { kind: 'person', id: link.value.personId },
    detail: { step: 'password' },
  } as const
  return act(holderOf(input.token), fact, async (tx, door) => {
    // Asked again under the lock: it may have been used while the hash was made.
    const open = await findOpenLink(tx, hashToken(input.token))
    if (open === null) return refused('expired')
    await exchangeLink(tx, open, passwordHash, door.now)
    return granted(null)
  })
}

async function openLink(token: string): Promise<Outcome<OpenLink>> {
  const fact = { action: 'person.enrol', subject: { kind: 'list' }, detail: { step: 'link' } } as const
  return act(holderOf(token), fact, async (tx) => {
    const link = await findOpenLink(tx, hashToken(token))
    return link === null ? refused('expired') : granted(link)
  })
}
