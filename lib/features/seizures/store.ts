/** The seizures' only door to the database: who the colleagues are. */
import 'server-only'
import type { Scope } from '../../domain/policy/decide.ts'
import type { Tx } from '../../server/act/tx.ts'
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
      passwordHash: { not: null },
      NOT: { id: personId },
      ...(reach === 'all' ? {} : { teamId }),
    },
    select: { id: true, displayName: true, team: { select: { name: true } } },
    orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, displayName, team }) => ({ id, name: displayName, team: team?.name ?? null }))
}
