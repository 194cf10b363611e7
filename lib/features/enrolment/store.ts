/** One-time links and the passwords that they are exchanged for. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'

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
    WHERE i.id = law.link_of(${tokenHash}) AND i.used_at IS NULL AND i.expires_at > now() AND p.disabled_at IS NULL
    FOR NO KEY UPDATE`
  if (row === undefined) return null
  return { ...row, displayName: (await openNames([[row.personId, row.displayName]]))(row.personId) }
}

/** Sets the password and uses up the link; sessions under an older password end. */
export async function exchangeLink(tx: Tx, link: OpenLink, passwordHash: string, now: Date): Promise<void> {
  await tx.invitation.update({ where: { id: link.id }, data: { usedAt: now }, select: { id: true } })
  await tx.person.update({
    where: { id: link.personId },
    data: { version: { increment: 1 } },
    select: { id: true },
  })
  await writePassword(tx, link.personId, passwordHash)
  await tx.session.updateMany({ where: { personId: link.personId, endedAt: null }, data: { endedAt: now } })
}

/** The link is held: nobody else sets this person's password meanwhile. */
async function writePassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  const changed = await tx.credential.updateMany({ where: { personId }, data: { passwordHash } })
  if (changed.count === 0) await tx.credential.createMany({ data: [{ personId, passwordHash }] })
}
