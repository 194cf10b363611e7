/** The decisions' only door to the database: the state of a release, its files, and the register of who took them. */
import 'server-only'
import type { Tier } from '../../domain/releases/definitions.ts'
import type { DocumentBody } from '../../domain/releases/prepared.ts'
import type { DeclineReason, ReleaseState, WithdrawReason } from '../../domain/releases/states.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { FetchedFile } from './schema.ts'

/** How a release stands, with what is judged by. */
export type Standing = {
  readonly id: string
  readonly code: string
  readonly tier: Tier
  readonly state: ReleaseState
  readonly version: number
  readonly hash: string | null
  readonly askedBy: string
  readonly requestedBy: string | null
  readonly body: DocumentBody | null
}

/** A release by its id; null when there is none, or out of reach. */
export async function findRelease(tx: Tx, id: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<(Omit<Standing, 'body'> & { readonly body: string | null })[]>`
    SELECT id, code, tier, state, version, encode(content_hash, 'hex') AS hash, asked_by AS "askedBy",
      requested_by AS "requestedBy", body
    FROM release WHERE id = ${id}::uuid`
  return row === undefined ? null : { ...row, body: bodyOf(row.body) }
}

function bodyOf(text: string | null): DocumentBody | null {
  return text === null ? null : (JSON.parse(text) as DocumentBody)
}

export type Recipient = { readonly recipient: string; readonly agreement: string; readonly expiresOn: string }

/** Puts exactly this content before a second person. */
export async function requestRelease(
  tx: Tx,
  { id, hash, by, to }: { id: string; hash: string; by: string; to: Recipient | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE release SET state = 'requested', requested_by = ${by}::uuid, requested_hash = decode(${hash}, 'hex'),
      recipient = ${to?.recipient ?? null}, agreement = ${to?.agreement ?? null}, expires_on = ${to?.expiresOn ?? null}::date
    WHERE id = ${id}::uuid`
}

/** A file to keep. */
export type NewFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly sha256: Uint8Array
}

/** Lets exactly this content go, with its files. */
export async function approveRelease(
  tx: Tx,
  {
    id,
    hash,
    by,
    on,
    files,
  }: { id: string; hash: string; by: string; on: string; files: readonly NewFile[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE release SET state = 'approved', decided_by = ${by}::uuid, approved_hash = decode(${hash}, 'hex'), released_on = ${on}::date
    WHERE id = ${id}::uuid`
  for (const { name, type, bytes, sha256 } of files) {
    await tx.$executeRaw`
      INSERT INTO release_file (release_id, name, media_type, bytes, sha256)
      VALUES (${id}::uuid, ${name}, ${type}, ${bytes}, ${sha256})`
  }
}

/** Keeps it in the house. */
export async function declineRelease(tx: Tx, id: string, by: string, reason: DeclineReason): Promise<void> {
  await tx.$executeRaw`
    UPDATE release SET state = 'declined', decided_by = ${by}::uuid, decline_reason = ${reason} WHERE id = ${id}::uuid`
}

/** Says that what left was a mistake: nobody fetches it any more. */
export async function withdrawRelease(tx: Tx, id: string, by: string, reason: WithdrawReason): Promise<void> {
  await tx.$executeRaw`
    UPDATE release SET state = 'withdrawn', withdrawn_by = ${by}::uuid, withdraw_reason = ${reason} WHERE id = ${id}::uuid`
}

/** Hands a file out and writes that into the register; null when there is none to hand out. */
export async function takeFile(
  tx: Tx,
  { code, name, by }: { code: string; name: string; by: string },
): Promise<(FetchedFile & { readonly releaseId: string }) | null> {
  const [row] = await tx.$queryRaw<(FetchedFile & { readonly releaseId: string })[]>`
    SELECT f.release_id AS "releaseId", f.name, f.media_type AS "mediaType", f.bytes
    FROM release r JOIN release_file f ON f.release_id = r.id WHERE r.code = ${code} AND f.name = ${name}`
  if (row === undefined) return null
  await tx.$executeRaw`
    INSERT INTO release_fetch (id, release_id, name, person_id)
    VALUES (${crypto.randomUUID()}::uuid, ${row.releaseId}::uuid, ${name}, ${by}::uuid)`
  return row
}
