/** The releases' only door to the database. What is prepared, the house writes (`statistics`); here it is read and decided. */
import 'server-only'
import type { DefinitionId, Period, Tier } from '../../domain/releases/definitions.ts'
import type { DocumentBody } from '../../domain/releases/prepared.ts'
import {
  HOLDING,
  type DeclineReason,
  type ReleaseReport,
  type ReleaseState,
  type ReleaseWaiting,
  type Unprepared,
  type WithdrawReason,
} from '../../domain/releases/states.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import type { Done, FetchListed, FileListed, ReleaseListed } from './schema.ts'

type Row = {
  readonly id: string
  readonly code: string
  readonly definition: DefinitionId
  readonly tier: Tier
  readonly first: string
  readonly last: string
  readonly state: ReleaseState
  readonly askedBy: string
  readonly askedName: string | null
  readonly askedAt: Date
}

/** How many releases the list shows: some years of them. */
const LISTED = 200

/** The releases that the context reaches, the newest first. */
export async function listReleases(tx: Tx): Promise<readonly ReleaseListed[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id, r.code, r.definition, r.tier, r.first_on::text AS first, r.last_on::text AS last, r.state,
      r.asked_by AS "askedBy", p.display_name AS "askedName", r.asked_at AS "askedAt"
    FROM release r LEFT JOIN person p ON p.id = r.asked_by
    ORDER BY r.asked_at DESC, r.id LIMIT ${LISTED}::int`
  const nameOf = await openNames(rows.map(({ askedBy, askedName }) => [askedBy, askedName]))
  return rows.map(({ id, code, definition, tier, first, last, state, askedBy, askedAt }) => ({
    ...{ id, code, definition, tier, state, period: { first, last } },
    ...{ askedBy: nameOf(askedBy), askedAt: askedAt.toISOString() },
  }))
}

type WaitingRow = Pick<Row, 'code' | 'definition' | 'tier' | 'first' | 'last'> & {
  readonly requestedBy: string
  readonly requestedName: string | null
  readonly requestedAt: Date
}

/** What somebody may decide about: asked for, and neither begun nor asked for by them; what waits longest first. */
export async function listToDecide(tx: Tx, personId: string): Promise<readonly ReleaseWaiting[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>`
    SELECT r.code, r.definition, r.tier, r.first_on::text AS first, r.last_on::text AS last,
      r.requested_by AS "requestedBy", p.display_name AS "requestedName", r.requested_at AS "requestedAt"
    FROM release r LEFT JOIN person p ON p.id = r.requested_by
    WHERE r.state = 'requested' AND ${personId}::uuid NOT IN (r.asked_by, r.requested_by)
    ORDER BY r.requested_at, r.id LIMIT ${LISTED}::int`
  const nameOf = await openNames(rows.map(({ requestedBy, requestedName }) => [requestedBy, requestedName]))
  return rows.map(({ code, definition, tier, first, last, requestedBy, requestedAt }) => ({
    ...{ code, definition, tier, period: { first, last } },
    ...{ requestedBy: nameOf(requestedBy), requestedAt: requestedAt.toISOString() },
  }))
}

/** Periods that are taken: nobody may ask for them again. */
export async function listHeld(
  tx: Tx,
): Promise<readonly { readonly definition: DefinitionId; readonly tier: Tier; readonly period: Period }[]> {
  const rows = await tx.$queryRaw<Pick<Row, 'definition' | 'tier' | 'first' | 'last'>[]>`
    SELECT definition, tier, first_on::text AS first, last_on::text AS last FROM release
    WHERE state = ANY (${[...HOLDING]}::text[])`
  return rows.map(({ definition, tier, first, last }) => ({ definition, tier, period: { first, last } }))
}

export type NewRelease = {
  readonly id: string
  readonly code: string
  readonly definition: DefinitionId
  readonly definitionVersion: number
  readonly tier: Tier
  readonly threshold: number
  readonly period: Period
  readonly askedBy: string
}

/** Records that a release is to be prepared. Raw, because the app may write no other column. */
export async function insertRelease(tx: Tx, one: NewRelease): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO release (id, code, definition, definition_version, tier, threshold, first_on, last_on, asked_by)
    VALUES (${one.id}::uuid, ${one.code}, ${one.definition}, ${one.definitionVersion}, ${one.tier}, ${one.threshold},
      ${one.period.first}::date, ${one.period.last}::date, ${one.askedBy}::uuid)`
}

type WholeRow = Row & {
  readonly version: number
  readonly hash: string | null
  readonly requestedBy: string | null
  readonly body: string | null
  readonly threshold: number
  readonly rung: number
  readonly why: Unprepared | null
  readonly report: ReleaseReport | null
  readonly requestedName: string | null
  readonly requestedAt: Date | null
  readonly recipient: string | null
  readonly agreement: string | null
  readonly expiresOn: string | null
  readonly decidedBy: string | null
  readonly decidedName: string | null
  readonly decidedAt: Date | null
  readonly declineReason: DeclineReason | null
  readonly withdrawnBy: string | null
  readonly withdrawnName: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawReason: WithdrawReason | null
  readonly releasedOn: string | null
  readonly filesUntil: Date | null
}

/** A release as its page shows it, by its code; null when there is none, or out of reach. */
export async function readRelease(tx: Tx, code: string) {
  const [row] = await tx.$queryRaw<WholeRow[]>`
    SELECT r.id, r.code, r.definition, r.tier, r.first_on::text AS first, r.last_on::text AS last, r.state, r.version,
      r.threshold, r.rung, r.why, encode(r.content_hash, 'hex') AS hash, r.body, r.report,
      r.asked_by AS "askedBy", a.display_name AS "askedName", r.asked_at AS "askedAt",
      r.requested_by AS "requestedBy", q.display_name AS "requestedName", r.requested_at AS "requestedAt",
      r.recipient, r.agreement, r.expires_on::text AS "expiresOn",
      r.decided_by AS "decidedBy", d.display_name AS "decidedName", r.decided_at AS "decidedAt", r.decline_reason AS "declineReason",
      r.withdrawn_by AS "withdrawnBy", w.display_name AS "withdrawnName", r.withdrawn_at AS "withdrawnAt",
      r.withdraw_reason AS "withdrawReason", r.released_on::text AS "releasedOn", r.files_until AS "filesUntil"
    FROM release r LEFT JOIN person a ON a.id = r.asked_by LEFT JOIN person q ON q.id = r.requested_by
      LEFT JOIN person d ON d.id = r.decided_by LEFT JOIN person w ON w.id = r.withdrawn_by
    WHERE r.code = ${code}`
  if (row === undefined) return null
  const nameOf = await openNames([
    [row.askedBy, row.askedName],
    [row.requestedBy, row.requestedName],
    [row.decidedBy, row.decidedName],
    [row.withdrawnBy, row.withdrawnName],
  ])
  const done = (by: string | null, at: Date | null): Done | null =>
    at === null ? null : { who: nameOf(by), at: at.toISOString() }
  const { recipient, agreement, expiresOn } = row
  return {
    people: [row.askedBy, row.requestedBy],
    ...{ id: row.id, code: row.code, definition: row.definition, tier: row.tier, state: row.state },
    ...{ period: { first: row.first, last: row.last }, version: row.version, threshold: row.threshold },
    ...{
      rung: row.rung,
      why: row.why,
      hash: row.hash,
      body: row.body === null ? null : (JSON.parse(row.body) as DocumentBody),
      report: row.report,
    },
    ...{ askedBy: nameOf(row.askedBy), askedAt: row.askedAt.toISOString() },
    to:
      recipient === null || agreement === null || expiresOn === null
        ? null
        : { recipient, agreement, expiresOn },
    requested: done(row.requestedBy, row.requestedAt),
    decided: done(row.decidedBy, row.decidedAt),
    withdrawn: done(row.withdrawnBy, row.withdrawnAt),
    ...{ declineReason: row.declineReason, withdrawReason: row.withdrawReason, releasedOn: row.releasedOn },
    filesUntil: row.filesUntil?.toISOString() ?? null,
  }
}

/** The files of a release while they may be fetched; none before and after. */
export async function listFiles(tx: Tx, releaseId: string): Promise<readonly FileListed[]> {
  return tx.$queryRaw<FileListed[]>`
    SELECT name, media_type AS "mediaType", length(bytes) AS size, encode(sha256, 'hex') AS sha256
    FROM release_file WHERE release_id = ${releaseId}::uuid ORDER BY name`
}

type FetchRow = {
  readonly id: string
  readonly name: string
  readonly personId: string
  readonly who: string | null
  readonly at: Date
}

/** Who took which file along, the newest first. */
export async function listFetches(tx: Tx, releaseId: string): Promise<readonly FetchListed[]> {
  const rows = await tx.$queryRaw<FetchRow[]>`
    SELECT f.id, f.name, f.person_id AS "personId", p.display_name AS who, f.fetched_at AS at
    FROM release_fetch f LEFT JOIN person p ON p.id = f.person_id
    WHERE f.release_id = ${releaseId}::uuid ORDER BY f.fetched_at DESC, f.id`
  const nameOf = await openNames(rows.map(({ personId, who }) => [personId, who]))
  return rows.map(({ id, name, personId, at }) => ({ id, name, who: nameOf(personId), at: at.toISOString() }))
}

/** How a release stands; null when there is none, or out of reach. */
export async function findState(
  tx: Tx,
  id: string,
): Promise<{ readonly state: ReleaseState; readonly version: number; readonly askedBy: string } | null> {
  const [row] = await tx.$queryRaw<{ state: ReleaseState; version: number; askedBy: string }[]>`
    SELECT state, version, asked_by AS "askedBy" FROM release WHERE id = ${id}::uuid`
  return row ?? null
}

/** Ends what was prepared or asked for. */
export async function cancelRelease(tx: Tx, id: string, by: string): Promise<void> {
  await tx.$executeRaw`UPDATE release SET state = 'cancelled', cancelled_by = ${by}::uuid WHERE id = ${id}::uuid`
}
