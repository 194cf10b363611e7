/** The seizures' only door to the database: who the colleagues are, and how often somebody ended sessions just now. */
import 'server-only'
import type { Scope } from '../../domain/policy/decide.ts'
import { SEIZURES_MINUTES } from '../../domain/work/seizures.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openPeople } from '../../server/vault/staff-names.ts'
import type { Colleague } from './schema.ts'

/** Everybody within the scope who could be signed in, but for whoever asks; by name. */
export async function listColleagues(
  tx: Tx,
  { reach, personId, teamId }: Scope,
): Promise<readonly Colleague[]> {
  if (personId === null || (reach !== 'all' && teamId === null)) return []
  const rows = await tx.person.findMany({
    where: {
      disabledAt: null,
      credential: { isNot: null },
      NOT: { id: personId },
      ...(reach === 'all' ? {} : { teamId }),
    },
    select: { id: true, displayName: true, team: { select: { name: true } } },
  })
  return (await openPeople(rows)).map(({ id, displayName, team }) => ({
    id,
    name: displayName,
    team: team?.name ?? null,
  }))
}

/** How often somebody ended others' sessions within the minutes that count, but for the form that is being sent now. */
export async function countEarlier(tx: Tx, personId: string, key: string): Promise<number> {
  // One at a time for each person: of many that are sent at once every one sees those before it.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`seizure:${personId}`}, 0))::text`
  const [row] = await tx.$queryRaw<{ earlier: number }[]>`
    SELECT count(*)::int AS earlier FROM submission
    WHERE person_id = ${personId}::uuid AND action = 'session.end-others' AND key <> ${key}::uuid
      AND created_at > statement_timestamp() - make_interval(mins => ${SEIZURES_MINUTES}::int)`
  return row?.earlier ?? 0
}
