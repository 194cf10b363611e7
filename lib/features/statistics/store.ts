/** What the house does for statistics, through functions of the law: they judge by the purpose, and tell of nobody who he is. */
import 'server-only'
import type { DefinitionId, Period, Tier } from '../../domain/releases/definitions.ts'
import type { CountedPerson, Caseload } from '../../domain/releases/people.ts'
import type { Defence, DocumentBody } from '../../domain/releases/prepared.ts'
import { endOf, type ReleaseReport, type Unprepared } from '../../domain/releases/states.ts'
import type { Tx } from '../../server/act/tx.ts'

/** A release that an attempt works on. `as` names the attempt. */
export type Taken = {
  readonly id: string
  readonly as: string
  readonly definition: DefinitionId
  readonly tier: Tier
  readonly period: Period
  /** How often it was begun, this time included. */
  readonly tries: number
  readonly askedBy: string
}

type TakenRow = Omit<Taken, 'as' | 'period'> & { readonly first: string; readonly last: string }

/** Takes the next release to prepare; null when none waits. */
export async function takeRelease(tx: Tx): Promise<Taken | null> {
  const as = crypto.randomUUID()
  const [row] = await tx.$queryRaw<TakenRow[]>`
    SELECT t.id, t.definition, t.tier, t.first_on::text AS first, t.last_on::text AS last, t.tries, t.asked_by AS "askedBy"
    FROM law.take_release(${as}::uuid) t`
  if (row === undefined) return null
  const { first, last, ...taken } = row
  return { ...taken, as, period: { first, last } }
}

/** Everybody who is counted, in no order, and how many are not. */
export async function readCaseload(tx: Tx): Promise<Caseload> {
  const people = await tx.$queryRaw<CountedPerson[]>`SELECT * FROM law.counted_people()`
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT law.people_not_counted() AS count`
  if (row === undefined) throw new Error('nobody was counted')
  return { people, withoutBasis: row.count }
}

/** What left of the same definition before, the oldest first; the attempt is fixed to these. */
export async function readEarlier(tx: Tx, { id, as }: Taken): Promise<readonly DocumentBody[]> {
  const rows = await tx.$queryRaw<{ body: string }[]>`
    SELECT e.body FROM law.earlier_releases(${id}::uuid, ${as}::uuid) e`
  return rows.map(({ body }) => JSON.parse(body) as DocumentBody)
}

/** Says how far an attempt is; false when it may not go on. */
export async function tellRelease(tx: Tx, { id, as }: Taken, rung: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ goes: boolean }[]>`
    SELECT law.tell_release(${id}::uuid, ${as}::uuid, ${rung}::int) AS goes`
  return row?.goes === true
}

export type Content = {
  /** The body as canonical JSON, and its SHA-256. */
  readonly text: string
  readonly hash: Uint8Array
  readonly period: Period
  readonly report: ReleaseReport
  readonly defence: Defence
}

/** Keeps what an attempt came to; false when it was cancelled or overtaken. */
export async function keepRelease(tx: Tx, { id, as }: Taken, content: Content): Promise<boolean> {
  const { text, hash, period, report, defence } = content
  const [row] = await tx.$queryRaw<{ kept: boolean }[]>`
    SELECT law.keep_release(${id}::uuid, ${as}::uuid, ${period.first}::date, ${period.last}::date, ${text}, ${hash},
      ${JSON.stringify(report)}::jsonb, ${JSON.stringify(defence)}::jsonb) AS kept`
  return row?.kept === true
}

/** Keeps why nothing came of it. */
export async function endRelease(tx: Tx, { id, as }: Taken, why: Unprepared): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ ended: boolean }[]>`
    SELECT law.end_release(${id}::uuid, ${as}::uuid, ${endOf(why)}, ${why}) AS ended`
  return row?.ended === true
}
