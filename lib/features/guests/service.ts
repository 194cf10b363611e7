/** Opening one case to a guest, in chosen sections on chosen days; ending that; and what the guest then sees. */
import 'server-only'
import { judgeGuestDays, type GuestSection } from '../../domain/policy/guests.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { arranges } from '../assignments/effects.ts'
import { readTimelineForGuest } from '../timeline/effects.ts'
import type { EndSharingInput, ShareCaseInput, SharedHead } from './schema.ts'
import { endOpening, findOpening, findShared, insertOpening, listGuests, readFile } from './store.ts'

type Kinds = Parameters<typeof readTimelineForGuest>[2]

/** What each section shows of what happened. */
const KINDS = {
  contacts: ['contact'],
  assessments: ['screening', 'risk'],
  protection: ['protection'],
  incidents: ['incident'],
  notes: ['note'],
} as const satisfies Record<GuestSection, Kinds>

/** Opens an open case to a guest of its team. Whoever only overlaps or covers opens it to nobody. */
export async function shareCase(
  actor: Actor,
  input: ShareCaseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.share',
    subject: { kind: 'case', id: input.caseId },
    detail: {
      access: input.id,
      guest: input.guestId,
      sections: input.sections,
      from: input.fromOn,
      until: input.untilOn,
    },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const days = judgeGuestDays(input.fromOn, input.untilOn, door.today)
      if (!days.ok) return days
      const { teamId, closed } = await readFile(tx, door.subjectId)
      if (closed) return refused('stale')
      if (!(await arranges(tx, door))) return refused('needs-supervisor')
      const guests = await listGuests(tx, teamId)
      if (!guests.some(({ id }) => id === input.guestId)) return refusedField('guestId', 'not-a-choice')
      await insertOpening(tx, input, door.personId)
      return granted(null)
    },
    form,
  )
}

/** Ends an opening at once. Needs no proof: shutting a door must be quick. */
export async function endSharing(
  actor: Actor,
  input: EndSharingInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.end-sharing',
    subject: { kind: 'case', id: input.caseId },
    detail: { access: input.accessId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const opening = await findOpening(tx, door.subjectId, input.accessId)
      if (opening === null) return refused('absent')
      if (opening.ended) return refused('already-decided')
      const fresh = unlessStale(door, opening.version)
      if (!fresh.ok) return fresh
      await endOpening(tx, input.accessId, door.personId, door.now)
      return granted(null)
    },
    form,
  )
}

export type Shared = {
  readonly head: SharedHead
  readonly timeline: Awaited<ReturnType<typeof readTimelineForGuest>>
  readonly today: string
}

/** The one case that is open to the guest who asks today, or null. No address names it: there is nothing to guess. */
export async function readShared(actor: Actor, page: unknown): Promise<Outcome<Shared | null>> {
  return act(actor, { action: 'guest.read', subject: { kind: 'list' } }, async (tx, door) => {
    const share = await findShared(tx)
    if (share === null) return granted(null)
    door.concerns(share.caseId)
    const { code, sections, untilOn, timeZone, today } = share
    const about = { subjectId: share.caseId, timeZone }
    const kinds = sections.flatMap((section): Kinds => KINDS[section])
    return granted({
      head: { code, sections, untilOn },
      timeline: await readTimelineForGuest(tx, about, kinds, page),
      today,
    })
  })
}
