/** The door of break-glass to the database, which sets the times by itself and repeats every rule. */
import 'server-only'
import type { BreakGlass, Finding, Revealed } from '../../domain/policy/break-glass.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openedAll, sealed } from '../../server/vault/vault.ts'

/** Whatever a person opened that may still stand in the way of the next: open ones, and those without a review. */
export async function listEarlier(tx: Tx, personId: string): Promise<readonly BreakGlass[]> {
  return tx.$queryRaw<BreakGlass[]>`
    SELECT case_id AS "caseId", until_at AS "untilAt", due_at AS "dueAt", finding IS NOT NULL AS reviewed
    FROM break_glass
    WHERE person_id = ${personId}::uuid AND (finding IS NULL OR until_at > statement_timestamp())`
}

/** Opens a case to a person, from now on for half an hour. */
export async function insertBreakGlass(
  tx: Tx,
  glass: { readonly id: string; readonly caseId: string; readonly personId: string; readonly reason: string },
): Promise<void> {
  const { id, caseId, personId, reason } = await sealed(
    'break_glass',
    caseOwner(glass.caseId),
    glass.id,
    glass,
  )
  await tx.$executeRaw`
    INSERT INTO break_glass (id, case_id, person_id, reason)
    VALUES (${id}::uuid, ${caseId}::uuid, ${personId}::uuid, ${reason})`
}

/** The break-glass by which a case is open to a person now, or null. */
export async function findOpen(
  tx: Tx,
  caseId: string,
  personId: string,
): Promise<{ readonly id: string; readonly untilAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ id: string; untilAt: Date }[]>`
    SELECT id, until_at AS "untilAt" FROM break_glass
    WHERE case_id = ${caseId}::uuid AND person_id = ${personId}::uuid AND until_at > statement_timestamp()
    ORDER BY until_at DESC LIMIT 1`
  return row ?? null
}

/** Closes what is open of a case to a person. */
export async function endOpen(tx: Tx, caseId: string, personId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE break_glass SET until_at = greatest(opened_at, statement_timestamp())
    WHERE case_id = ${caseId}::uuid AND person_id = ${personId}::uuid AND until_at > statement_timestamp()`
}

export type StoredGlass = {
  readonly id: string
  readonly code: string
  readonly openedById: string
  readonly openedBy: string
  readonly reason: string
  readonly looked: readonly Revealed[]
  readonly openedAt: Date
  readonly untilAt: Date
  readonly dueAt: Date
  readonly version: number
}

const LONGEST_LIST = 100

/** What waits for a review, the most overdue first. */
export async function listWaiting(tx: Tx): Promise<readonly StoredGlass[]> {
  const rows = await tx.$queryRaw<(StoredGlass & { readonly caseId: string })[]>`
    SELECT b.id, b.case_id AS "caseId", x.code, b.person_id AS "openedById", p.display_name AS "openedBy", b.reason, x.looked,
      b.opened_at AS "openedAt", b.until_at AS "untilAt", b.due_at AS "dueAt", b.version
    FROM break_glass b JOIN law.behind_glass() x ON x.id = b.id JOIN person p ON p.id = b.person_id
    WHERE b.finding IS NULL ORDER BY b.due_at, b.id LIMIT ${LONGEST_LIST}`
  const nameOf = await openNames(rows.map(({ openedById, openedBy }) => [openedById, openedBy]))
  return openedAll(
    rows.map(({ caseId, ...row }) => ({
      ...{ table: 'break_glass' as const, owner: caseOwner(caseId), row: row.id },
      record: { ...row, openedBy: nameOf(row.openedById) },
    })),
  )
}

export type GlassToReview = {
  readonly caseId: string
  readonly openedBy: string
  readonly reviewed: boolean
  readonly version: number
}

/** One break-glass for its review, locked: of two who judge it at once, the second is told. */
export async function lockGlass(tx: Tx, id: string): Promise<GlassToReview | null> {
  const [row] = await tx.$queryRaw<GlassToReview[]>`
    SELECT case_id AS "caseId", person_id AS "openedBy", finding IS NOT NULL AS reviewed, version
    FROM break_glass WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** Writes what was found; the database refuses a second time, the opener's own, and another's name. */
export async function writeFinding(
  tx: Tx,
  glass: { readonly id: string; readonly caseId: string },
  found: {
    readonly finding: Finding
    readonly comment: string
    readonly reviewedBy: string
    readonly reviewedAt: Date
  },
): Promise<void> {
  const { id, caseId } = glass
  const data = await sealed('break_glass', caseOwner(caseId), id, found)
  await tx.breakGlass.update({
    where: { id },
    data: { ...data, version: { increment: 1 } },
    select: { id: true },
  })
}
