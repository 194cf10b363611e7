/** One-time links: one administrator asks, another approves, and whoever asked makes the link. */
import 'server-only'
import { APPROVAL_HOURS, APPROVED_HOURS } from '../../domain/policy/four-eyes.ts'
import { servesLink } from '../../domain/policy/links.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { isUuid, NOBODY } from '../../domain/uuid.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { freshToken } from '../../server/session/token.ts'
import { ask, readAsked, readNewestRequest, type Opened } from '../four-eyes/effects.ts'
import { hasDecider, lockHolder, makeLink as writeLink, readHolder, readHolders } from '../people/effects.ts'
import type { AskedState, FreshLink, LinkInput, LinkStanding, PersonAsked } from './schema.ts'

type Holder = Awaited<ReturnType<typeof readHolder>>

/** How a link for somebody stands for whoever looks. */
export async function readLink(actor: Actor, personId: string): Promise<Outcome<LinkStanding>> {
  const subject = { kind: 'person', id: isUuid(personId) ? personId : NOBODY } as const
  return act(actor, { action: 'person.list', subject }, async (tx, door) => {
    const holder = await readHolder(tx, door.subjectId, door.now)
    const newest = await readNewestRequest(tx, { kind: 'new-link', personId: holder.id })
    const state = newest === null ? null : stateOf(newest, door)
    return granted({
      mayMake: await mayMake(tx, door, holder),
      waiting: newest !== null && state === 'waiting' ? requested(newest) : null,
      returned: newest !== null && state === 'returned' ? (newest.comment ?? '') : null,
      mayAsk: await hasDecider(tx, [door.personId, holder.id]),
    })
  })
}

/** Asks another administrator for a new link: for somebody who lost their password, or whose first link ran out. */
export async function askLink(actor: Actor, input: LinkInput, form: SubmittedForm): Promise<Outcome<null>> {
  const fact = { action: 'person.invite', subject: { kind: 'person', id: input.personId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const holder = await lockHolder(tx, door.subjectId, door.now)
      if (holder.disabled) return refused('stale')
      if (!(await hasDecider(tx, [door.personId, holder.id]))) return refused('needs-second-administrator')
      const { id, version, login, displayName, roles, teamId, teamName, enrolled } = holder
      await ask(tx, door, {
        id: crypto.randomUUID(),
        person: { id, version },
        subjectId: id,
        asked: {
          kind: 'new-link',
          login,
          name: displayName,
          held: { roles: [...roles], teamId, team: teamName },
          enrolled,
        },
      })
      return granted(null)
    },
    form,
  )
}

/** Makes the link that was approved. The database uses the approval up with it. */
export async function makeLink(
  actor: Actor,
  input: LinkInput,
  form: SubmittedForm,
): Promise<Outcome<FreshLink>> {
  const fact = { action: 'person.link', subject: { kind: 'person', id: input.personId } } as const
  const linkId = crypto.randomUUID()
  const token = freshToken()
  const outcome = await act(
    actor,
    fact,
    async (tx, door) => {
      const holder = await lockHolder(tx, door.subjectId, door.now)
      if (holder.disabled) return refused('stale')
      if (!(await mayMake(tx, door, holder))) return refused('needs-approval')
      await writeLink(tx, door.now, holder.id, { id: linkId, token })
      return granted({ personId: holder.id, linkId })
    },
    form,
  )
  if (!outcome.ok) return outcome
  const { personId } = outcome.value
  // The token leaves by the answer only: what `act` keeps for a repeated press must open nothing.
  return granted({ personId, token: outcome.value.linkId === linkId ? token : null })
}

/** Whether whoever acts may make a link for somebody now. */
async function mayMake(tx: Tx, door: Door, holder: Holder): Promise<boolean> {
  const mine = { askedBy: door.personId }
  const invitation = await readNewestRequest(tx, { ...mine, kind: 'invitation', subjectId: holder.id })
  const newLink = await readNewestRequest(tx, { ...mine, kind: 'new-link', personId: holder.id })
  return serves(invitation, holder, door) || serves(newLink, holder, door)
}

function serves(request: Opened | null, holder: Holder, door: Door): boolean {
  if (request === null) return false
  const { kind, askedById, decision, approverActive, decidedAt, consumedAt, subjectVersion } = request
  if (kind !== 'invitation' && kind !== 'new-link') return false
  const judged = { kind, askedBy: askedById, approverActive, decidedAt, version: subjectVersion }
  const stands = { approved: decision === 'approved', used: consumedAt !== null }
  return servesLink({ ...judged, ...stands }, holder, door.personId, door.now)
}

/**
 * Who and what was asked of a second administrator: what waits, whoever asked, and of one's own what was approved and not
 * done yet, returned, or over.
 */
export async function readAskedPeople(actor: Actor): Promise<Outcome<readonly PersonAsked[]>> {
  const fact = { action: 'person.list', subject: { kind: 'list' } } as const
  return act(actor, fact, async (tx, door) => {
    const requests = await readAsked(tx, ['invitation', 'new-link'], APPROVAL_HOURS + APPROVED_HOURS)
    const holders = await readHolders(
      tx,
      requests.map(({ subjectId }) => subjectId),
      door.now,
    )
    return granted(
      requests.flatMap((request) => {
        const line = lineOf(
          request,
          holders.find(({ id }) => id === request.subjectId),
          door,
        )
        return line === null ? [] : [line]
      }),
    )
  })
}

function lineOf(request: Opened, holder: Holder | undefined, door: Door): PersonAsked | null {
  const { asked, comment } = request
  if (asked?.kind !== 'invitation' && asked?.kind !== 'new-link') return null
  const state = stateOf(request, door)
  const mine = request.askedById === door.personId
  if (state === null || (state !== 'waiting' && !mine)) return null
  const toMake = holder !== undefined && !holder.hasOpenLink && serves(request, holder, door)
  if (state === 'approved' && !toMake) return null
  const { kind, login, name } = asked
  const { roles, team } = asked.kind === 'invitation' ? asked.to : asked.held
  return {
    ...requested(request),
    ...{ kind, state, login, name, roles, team, mine },
    personId: holder?.id ?? null,
    comment: comment ?? '',
  }
}

function requested({ id, askedBy, expiresAt }: Opened) {
  return { id, askedBy, until: expiresAt.toISOString() }
}

/** Null for what a newer request replaced, or what has changed since: there is nothing to say about it any more. */
function stateOf({ decision, overtaken, expiresAt }: Opened, door: Door): AskedState | null {
  if (decision === 'approved' || decision === 'returned') return decision
  if (decision === 'withdrawn' || overtaken) return null
  return expiresAt > door.now ? 'waiting' : 'expired'
}
