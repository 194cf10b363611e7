/** Escalation's only door to the database: what nobody answered, and for whom it rings next. */
import 'server-only'
import type { Ladder, NextRing, Raising } from '../../domain/work/ladder.ts'
import type { Tx } from '../../server/act/tx.ts'

/** All that rings about one thing, what it is about, and who stands on the rungs and was not rung yet. */
export type Ringing = Raising & {
  readonly id: string
  /** Id of the case or of the colleague. */
  readonly subjectId: string
  readonly ladder: Ladder
}

type RaisingRow = {
  id: string
  subject_id: string
  about: string | null
  raised_by: string
  answered: boolean
  last_rung_at: Date
  step: Raising['step']
  rung: string[]
}

/** The raisings that nobody has answered and that are not at the top of the ladder yet, the oldest first. */
export async function listUnanswered(tx: Tx): Promise<readonly Ringing[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.raising_id AS id FROM alert a
    WHERE a.acknowledged_at IS NULL AND NOT EXISTS (
      SELECT FROM alert b WHERE b.raising_id = a.raising_id AND (b.acknowledged_at IS NOT NULL OR b.step = 'directors'))`
  return findRaisings(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Waits until no other server escalates the same raising; what is read afterwards holds what that one did. */
export async function lockRaising(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`
}

/** How far each raising has come, the one that has rung for longest first. */
export async function findRaisings(tx: Tx, ids: readonly string[]): Promise<readonly Ringing[]> {
  const wanted = [...ids]
  const rows = await tx.$queryRaw<RaisingRow[]>`
    SELECT raising_id AS id, coalesce(case_id, about_person_id) AS subject_id, about_person_id AS about, raised_by,
      bool_or(acknowledged_at IS NOT NULL) AS answered, max(rung_at) AS last_rung_at, array_agg(person_id) AS rung,
      (array_agg(step ORDER BY array_position('{raised,rota,supervisors,directors}', step) DESC))[1] AS step
    FROM alert WHERE raising_id = ANY (${wanted}::uuid[])
    GROUP BY raising_id, case_id, about_person_id, raised_by ORDER BY max(rung_at), raising_id`
  const stand = await tx.$queryRaw<{ id: string; step: keyof Ladder; person_id: string }[]>`
    SELECT w.id, l.step, l.person_id FROM unnest(${wanted}::uuid[]) w (id) CROSS JOIN LATERAL law.ladder(w.id) l`
  return rows.map((row) => {
    const on = (step: keyof Ladder) =>
      stand.filter((one) => one.id === row.id && one.step === step).map((one) => one.person_id)
    return {
      id: row.id,
      subjectId: row.subject_id,
      about: row.about,
      raisedBy: row.raised_by,
      answered: row.answered,
      lastRungAt: row.last_rung_at,
      step: row.step,
      rung: row.rung,
      ladder: { rota: on('rota'), supervisors: on('supervisors'), directors: on('directors') },
    }
  })
}

/** Lets a raising ring for more people: the same alert, one row each. One statement, so that the guard judges them alike. */
export async function insertRings(tx: Tx, id: string, { step, people }: NextRing): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alert (id, raising_id, step, case_id, about_person_id, kind, person_id, raised_by, raised_at)
    SELECT gen_random_uuid(), a.raising_id, ${step}, a.case_id, a.about_person_id, a.kind, p, a.raised_by, a.raised_at
    FROM (SELECT * FROM alert WHERE raising_id = ${id}::uuid LIMIT 1) a, unnest(${[...people]}::uuid[]) p`
}
