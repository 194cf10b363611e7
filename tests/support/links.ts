/** Somebody new and one-time links as they come about: one administrator asks, another approves, whoever asked makes the link. */
import { decideApproval } from '../../lib/features/approvals/service.ts'
import { askLink, makeLink } from '../../lib/features/links/service.ts'
import type { InviteInput } from '../../lib/features/people/schema.ts'
import { askInvitation } from '../../lib/features/people/service.ts'
import { look } from './database.ts'
import { freshForm, type Staff } from './staff.ts'

/** The request about somebody, there or not yet, that was asked last. */
export async function askedAbout(personId: string): Promise<string> {
  const [row] = await look<{ id: string }>(
    'select id from approval_request where subject_id = $1 order by asked_at desc limit 1',
    [personId],
  )
  if (row === undefined) throw new Error('nothing was asked')
  return row.id
}

/** Decides what was asked about somebody last. */
export async function decideAbout(
  personId: string,
  by: Staff,
  decision: 'approved' | 'returned' = 'approved',
) {
  const input = { approvalId: await askedAbout(personId), decision, comment: 'Looked at', acknowledged: [] }
  return decideApproval(by, input, freshForm())
}

/** Two administrators bring somebody new into the house; no link yet. */
export async function invite(one: Staff, two: Staff, person: InviteInput): Promise<string> {
  const asked = await askInvitation(one, person, freshForm())
  if (!asked.ok) throw new Error(asked.refusal)
  const decided = await decideAbout(asked.value.personId, two)
  if (!decided.ok) throw new Error(decided.refusal)
  return asked.value.personId
}

/** The token of a link that an administrator makes, approved before. */
export async function madeLink(by: Staff, personId: string): Promise<string> {
  const made = await makeLink(by, { personId }, freshForm())
  if (!made.ok) throw new Error(made.refusal)
  if (made.value.token === null) throw new Error('no token')
  return made.value.token
}

/** Two administrators agree on a new link, and the first of them makes it. */
export async function newLink(one: Staff, two: Staff, personId: string): Promise<string> {
  const asked = await askLink(one, { personId }, freshForm())
  if (!asked.ok) throw new Error(asked.refusal)
  const decided = await decideAbout(personId, two)
  if (!decided.ok) throw new Error(decided.refusal)
  return madeLink(one, personId)
}
