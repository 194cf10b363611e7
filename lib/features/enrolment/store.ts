/** One-time links and the passwords that they are exchanged for. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'

export type OpenLink = {
  readonly id: string
  readonly personId: string
  readonly login: string
  readonly displayName: string
}

/**
 * The link of a token while it can be used, or null: unknown, used and expired ones, and those of disabled people, look
 * the same. The row is held, so that two who press at once do not both set a password.
 */
export async function findOpenLink(tx: Tx, tokenHash: Uint8Array<ArrayBuffer>): Promise<OpenLink | null> {
  const [row] = await tx.$queryRaw<OpenLink[]>`
    SELECT i.id, i.person_id AS "personId", p.login, p.display_name AS "displayName"
    FROM invitation i JOIN person p ON p.id = i.person_id
    WHERE i.token_hash = ${tokenHash} AND i.used_at IS NULL AND i.expires_at > now() AND p.disabled_at IS NULL
    FOR NO KEY UPDATE`
  return row ?? null
}

/** Sets the password and uses up the link; sessions under an older password end. */
export async function exchangeLink(tx: Tx, link: OpenLink, passwordHash: string, now: Date): Promise<void> {
  await tx.invitation.update({ where: { id: link.id }, data: { usedAt: now }, select: { id: true } })
  await tx.person.update({
    where: { id: link.personId },
    data: { passwordHash, version: { increment: 1 } },
    select: { id: true },
  })
  await tx.session.updateMany({ where: { personId: link.personId, endedAt: null }, data: { endedAt: now } })
}
