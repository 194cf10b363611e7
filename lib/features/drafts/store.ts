/** The drafts' only door to the database. What was typed takes the key of the case that it is about, or its writer's own. */
import 'server-only'
import { DRAFT_HOURS } from '../../domain/retention.ts'
import { isUuid } from '../../domain/uuid.ts'
import type { Tx } from '../../server/act/tx.ts'
import { rowNamed } from '../../server/vault/named-row.ts'
import { caseOwner, staffOwner, type Owner } from '../../server/vault/owners.ts'
import { openedIfKept, sealed } from '../../server/vault/vault.ts'

export type DraftPlace = { readonly personId: string; readonly form: string; readonly subject: string }

function idOf({ personId, form, subject }: DraftPlace): string {
  return rowNamed('draft', [personId, form, subject])
}

/** The case that a form is about, by the id of the case, of what was asked about it or of a break-glass; null where there is none in reach. */
async function caseOf(tx: Tx, subject: string): Promise<string | null> {
  if (subject === '') return null
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT coalesce((SELECT id FROM case_file WHERE id = ${subject}::uuid),
      (SELECT case_id FROM approval_request WHERE id = ${subject}::uuid),
      (SELECT case_id FROM break_glass WHERE id = ${subject}::uuid)) AS id`
  return row?.id ?? null
}

function ownerOf(personId: string, caseId: string | null): Owner {
  return caseId === null ? staffOwner(personId) : caseOwner(caseId)
}

/** Keeps a draft in place of the one before it. Throws VaultError. */
export async function putDraft(tx: Tx, place: DraftPlace, text: string): Promise<void> {
  const { personId, form, subject } = place
  const [id, caseId] = [idOf(place), await caseOf(tx, subject)]
  const { sealed: kept } = await sealed('draft', ownerOf(personId, caseId), id, { sealed: text })
  await tx.$executeRaw`
    INSERT INTO draft (id, person_id, form, subject, case_id, sealed, saved_at)
    VALUES (${id}::uuid, ${personId}::uuid, ${form}, ${subject}, ${caseId}::uuid, ${kept}, now())
    ON CONFLICT (person_id, form, subject)
      DO UPDATE SET sealed = excluded.sealed, case_id = excluded.case_id, saved_at = excluded.saved_at`
}

/** The draft as it was typed, or null when there is none or it is older than a day. Throws VaultError. */
export async function findDraft(tx: Tx, place: DraftPlace): Promise<string | null> {
  const { personId, form, subject } = place
  const [row] = await tx.$queryRaw<{ sealed: string; case_id: string | null }[]>`
    SELECT sealed, case_id FROM draft
    WHERE person_id = ${personId}::uuid AND form = ${form} AND subject = ${subject}
      AND saved_at > now() - make_interval(hours => ${DRAFT_HOURS}::int)`
  if (row === undefined) return null
  const { sealed: kept, case_id: caseId } = row
  const open = await openedIfKept('draft', ownerOf(personId, caseId), idOf(place), { sealed: kept })
  return open?.sealed ?? null
}

/** Whether the form is about a case that was deleted. */
export async function isForgotten(tx: Tx, subject: string): Promise<boolean> {
  return isUuid(subject) && (await tx.forgetting.count({ where: { subjectId: subject } })) > 0
}

/** Drops a draft; none is fine. */
export async function dropDraft(tx: Tx, { personId, form, subject }: DraftPlace): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM draft WHERE person_id = ${personId}::uuid AND form = ${form} AND subject = ${subject}`
}
