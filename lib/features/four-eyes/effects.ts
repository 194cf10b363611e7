/** What other slices may ask of four eyes inside their own transaction: to ask, to read what was asked, to use an approval. */
import 'server-only'
import {
  APPROVAL_HOURS,
  APPROVED_HOURS,
  FOUR_EYES,
  type ApprovalKind,
} from '../../domain/policy/four-eyes.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { logBug } from '../../server/log.ts'
import { opened } from '../../server/vault/vault.ts'
import { snapshotSchema, type Snapshot } from './schema.ts'
import {
  findNewest,
  findRequest,
  insertRequest,
  listAsked,
  listWaiting,
  ownerOf,
  readHead,
  withdrawWaiting,
  writeDecision,
  writeUse,
  type About,
  type AskedHead,
  type Decided,
  type StoredRequest,
  type Subject,
} from './store.ts'

const HOUR_MS = 3_600_000

/** A request with what is asked; null where the snapshot does not open as it was sealed. */
export type Opened = StoredRequest & { readonly asked: Snapshot | null }

export type Asking = {
  readonly id: string
  /** What it is about: one of the two, or neither for somebody who is not there yet. */
  readonly caseId?: string
  readonly person?: { readonly id: string; readonly version: number }
  readonly subjectId: string
  /** What exactly is asked; says the kind as well. */
  readonly asked: Snapshot
}

/** Where a case stands, for the snapshot of what is asked about it. */
export async function readAskedHead(tx: Tx, caseId: string): Promise<AskedHead> {
  return readHead(tx, caseId)
}

/** Asks a second person. An older request of the kind that still waits is withdrawn. */
export async function ask(tx: Tx, door: Pick<Door, 'personId' | 'now'>, asking: Asking): Promise<void> {
  const { id, caseId, person, subjectId, asked } = asking
  const { kind } = asked
  const about: About = {
    kind,
    ...(caseId === undefined ? {} : { caseId }),
    ...(person === undefined ? {} : { personId: person.id }),
    ...(caseId === undefined && person === undefined ? { subjectId } : {}),
    ...(kind === 'break-glass' ? { askedBy: door.personId } : {}),
  }
  const toHold = asked.kind === 'role-change' || asked.kind === 'invitation' ? asked.to : null
  // What was done once and once again is looked at twice.
  if (!FOUR_EYES[kind].looksBack) await withdrawWaiting(tx, about, door.personId, door.now)
  await insertRequest(tx, {
    id,
    kind,
    caseId: caseId ?? null,
    personId: person?.id ?? null,
    subjectId,
    subjectVersion: person?.version ?? null,
    snapshot: JSON.stringify(asked),
    askedRoles: toHold?.roles ?? [],
    askedTeamId: toHold?.teamId ?? null,
    outcome: asked.kind === 'adverse-closing' ? asked.outcome : null,
    cause: asked.kind === 'deletion' ? asked.cause : null,
    askedBy: door.personId,
    askedAt: door.now,
    expiresAt: new Date(door.now.getTime() + APPROVAL_HOURS * HOUR_MS),
  })
}

async function open(request: StoredRequest): Promise<Opened> {
  try {
    const { snapshot, comment } = await opened('approval_request', ownerOf(request), request.id, request)
    return { ...request, comment, asked: snapshotSchema.parse(JSON.parse(snapshot)) }
  } catch (error) {
    // One that somebody tampered with, or of an older shape, must not hide the others; nobody can decide it.
    logBug('four-eyes', error)
    return { ...request, comment: null, asked: null }
  }
}

/** One request, opened; null when it is not there or out of reach. */
export async function readRequest(tx: Tx, id: string): Promise<Opened | null> {
  const request = await findRequest(tx, id)
  return request === null ? null : open(request)
}

/** The requests of some kinds that can still be decided, the first to expire first. */
export async function readWaiting(tx: Tx, kinds: readonly ApprovalKind[]): Promise<readonly Opened[]> {
  return Promise.all((await listWaiting(tx, kinds)).map(open))
}

/** What was asked of some kinds within some hours, the newest first, whatever became of it. */
export async function readAsked(
  tx: Tx,
  kinds: readonly ApprovalKind[],
  hours: number,
): Promise<readonly Opened[]> {
  return Promise.all((await listAsked(tx, kinds, hours)).map(open))
}

/** The newest request of a kind about something, whatever became of it. */
export async function readNewestRequest(tx: Tx, about: About): Promise<Opened | null> {
  const request = await findNewest(tx, about)
  return request === null ? null : open(request)
}

/** True while an approval lets its asker do once what was asked. */
export function isUsable(request: StoredRequest, door: Pick<Door, 'personId' | 'now'>): boolean {
  return (
    request.decision === 'approved' &&
    request.approverActive &&
    request.consumedAt === null &&
    request.askedById === door.personId &&
    request.decidedAt !== null &&
    door.now.getTime() - request.decidedAt.getTime() < APPROVED_HOURS * HOUR_MS
  )
}

/** The approval by which whoever acts may do this once, or null: asked by them, approved, fresh and not used yet. */
export async function findUsable(
  tx: Tx,
  door: Pick<Door, 'personId' | 'now'>,
  about: Omit<About, 'askedBy'>,
): Promise<Opened | null> {
  const newest = await readNewestRequest(tx, { ...about, askedBy: door.personId })
  return newest !== null && isUsable(newest, door) ? newest : null
}

/** Uses an approval up, in the transaction that does what was approved. */
export async function spend(tx: Tx, door: Pick<Door, 'now'>, id: string): Promise<void> {
  await writeUse(tx, id, door.now)
}

/** Writes a decision that was judged; the database judges it once more. */
export async function decide(
  tx: Tx,
  request: Subject & { readonly id: string },
  decided: Decided,
): Promise<void> {
  await writeDecision(tx, request, decided)
}
