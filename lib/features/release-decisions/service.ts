/** Asking for a release, letting it go or keeping it, withdrawing it, and handing out its files. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import type { DocumentBody } from '../../domain/releases/prepared.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { announceTo } from '../../server/live/announce.ts'
import { sha256 } from '../../server/releases/content.ts'
import { fingerprintOf } from '../../server/releases/fingerprint.ts'
import { releaseFiles } from '../../server/releases/release-files.ts'
import type { DecideReleaseInput, FetchedFile, RequestInput, WithdrawInput } from './schema.ts'
import {
  approveRelease,
  declineRelease,
  findRelease,
  requestRelease,
  takeFile,
  withdrawRelease,
  type NewFile,
  type Recipient,
  type Standing,
} from './store.ts'

const LIST = { kind: 'list' } as const

/** Finds the release that a form is about, for a form that was opened at its newest state. */
async function found(tx: Tx, door: Door, id: string): Promise<Outcome<Standing>> {
  const release = await findRelease(tx, id)
  if (release === null) return refused('absent')
  door.concerns(release.id)
  const fresh = unlessStale(door, release.version)
  return fresh.ok ? granted(release) : fresh
}

/** Puts exactly what the analyst has before them before a second person; a restricted one with its recipient. */
export async function requestReleaseOf(
  actor: Actor,
  input: RequestInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { releaseId, hash } = input
  const fact = { action: 'release.request', subject: LIST, detail: { release: releaseId, hash } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const release = await found(tx, door, releaseId)
      if (!release.ok) return release
      const { state, tier } = release.value
      if (state !== 'ready' || release.value.hash !== hash) return refused('stale')
      const to = tier === 'restricted' ? recipientOf(input, door.today) : granted(null)
      if (!to.ok) return to
      await requestRelease(tx, { id: releaseId, hash, by: door.personId, to: to.value })
      return granted(null)
    },
    form,
  )
}

function recipientOf({ recipient, agreement, expiresOn }: RequestInput, today: Day): Outcome<Recipient> {
  const missing = Object.entries({ recipient, agreement, expiresOn }).filter(([, text]) => text === '')
  if (missing.length > 0) {
    return refused('invalid', Object.fromEntries(missing.map(([name]) => [name, 'required'])))
  }
  if (expiresOn < today) return refused('invalid', { expiresOn: 'in-past' })
  return granted({ recipient, agreement, expiresOn })
}

/** What stands in the way of deciding about a release, if anything. */
function judge(release: Standing, personId: string, hash: string): Outcome<null> {
  if (release.state !== 'requested') return refused('already-decided')
  if (release.hash !== hash) return refused('stale')
  const isTheirs = release.requestedBy === personId || release.askedBy === personId
  return isTheirs ? refused('same-person') : granted(null)
}

/**
 * A second person lets exactly this content go, or keeps it. The files are made before, outside of the transaction: where one
 * of them cannot be made, nothing leaves.
 */
export async function decideRelease(
  actor: Actor,
  input: DecideReleaseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { releaseId, hash, decision, reason } = input
  const detail = { release: releaseId, hash, decision }
  const made = decision === 'approved' ? await makeFiles(actor, input, form) : granted(null)
  if (!made.ok) return made
  return act(
    actor,
    { action: 'release.approve', subject: LIST, detail },
    async (tx, door) => {
      const release = await found(tx, door, releaseId)
      if (!release.ok) return release
      const judged = judge(release.value, door.personId, hash)
      if (!judged.ok) return judged
      if (decision === 'declined') {
        if (reason === null) return refused('invalid', { reason: 'required' })
        await declineRelease(tx, releaseId, door.personId, reason)
      } else {
        if (made.value === null) return refused('already-decided')
        const { on, files } = made.value
        await approveRelease(tx, { id: releaseId, hash, by: door.personId, on, files })
      }
      await announceTo(tx, { team: '', workers: [release.value.askedBy] })
      return granted(null)
    },
    form,
  )
}

type Made = { readonly on: Day; readonly files: readonly NewFile[] }

/** The files of what is about to be approved; null when it left already, so that a retry gets its first result. */
async function makeFiles(
  actor: Actor,
  input: DecideReleaseInput,
  form: SubmittedForm,
): Promise<Outcome<Made | null>> {
  const { releaseId, hash } = input
  const detail = { release: releaseId, hash, step: 'begun' }
  const fact = { action: 'release.approve', subject: LIST, detail } as const
  const begun = await act<{ code: string; body: DocumentBody; on: Day } | null>(
    actor,
    fact,
    async (tx, door) => {
      const release = await findRelease(tx, releaseId)
      if (release === null) return refused('absent')
      door.concerns(releaseId)
      const { code, body, state, version } = release
      if (state === 'approved') return granted(null)
      if (form.version !== null && form.version !== version) return refused('stale')
      const judged = judge(release, door.personId, hash)
      if (!judged.ok) return judged
      return body === null ? refused('stale') : granted({ code, body, on: door.today })
    },
  )
  if (!begun.ok || begun.value === null) return begun.ok ? granted(null) : begun
  const { code, body, on } = begun.value
  const document = { ...body, code, releasedOn: on }
  const files = await releaseFiles({ ...document, fingerprint: fingerprintOf(document) })
  return granted({
    on,
    files: files.map(({ name, type, bytes }) => ({ name, type, bytes, sha256: sha256(bytes) })),
  })
}

/** Says that what left was a mistake. What others hold stays with them; nobody fetches it any more, and its period stays taken. */
export async function withdraw(
  actor: Actor,
  input: WithdrawInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { releaseId, reason } = input
  const fact = { action: 'release.withdraw', subject: LIST, detail: { release: releaseId, reason } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const release = await found(tx, door, releaseId)
      if (!release.ok) return release
      if (release.value.state !== 'approved') return refused('stale')
      await withdrawRelease(tx, releaseId, door.personId, reason)
      return granted(null)
    },
    form,
  )
}

/** Hands a file out to whoever may have it, and writes that into the register. Whatever is wrong, the answer is the same. */
export async function fetchFile(
  actor: Actor,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<Outcome<FetchedFile>> {
  return act(actor, { action: 'release.fetch', subject: LIST, detail: {} }, async (tx, door) => {
    const file = await takeFile(tx, { code, name, by: door.personId })
    if (file === null) return refused('absent')
    door.concerns(file.releaseId)
    return granted(file)
  })
}
