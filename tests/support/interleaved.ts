/**
 * Many people at once through `act`: whoever shares a connection with another a moment later must never see a row of
 * theirs.
 */
import { act } from '../../lib/server/act/act.ts'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { granted } from '../../lib/domain/refusal.ts'
import { makeCase, makePerson, makeTeam } from './cast.ts'
import type { look } from './database.ts'

const PEOPLE = 50

/** So few connections for all of them: whoever asks gets one that somebody else had a moment before. */
export const SHARED_CONNECTIONS = 5

export type Interleaving = { readonly calls: number; readonly rows: number; readonly strange: number }

/**
 * Lets 50 people, ten teams of five, look at every case that the database shows them, interleaved at random.
 *
 * @param calls how many looks in all
 * @param atOnce how many of them wait for a connection at the same time
 * @returns how many rows were seen, and how many of them belong to somebody else
 */
export async function interleave(calls: number, atOnce: number): Promise<Interleaving> {
  const mine = new Map<string, readonly string[]>()
  const people: PersonActor[] = []
  for (let number = 0; number < PEOPLE / 5; number++) {
    const team = await makeTeam()
    const workers = [1, 2, 3, 4].map(() => makePerson(['caseworker'], team))
    const cases: string[] = []
    for (const worker of await Promise.all(workers)) {
      const own = [await makeCase(team, [worker]), await makeCase(team, [worker])].map(({ id }) => id)
      cases.push(...own)
      mine.set(worker.personId, own)
      people.push(worker)
    }
    const lead = await makePerson(['supervisor'], team)
    mine.set(lead.personId, cases)
    people.push(lead)
  }
  let [left, rows, strange] = [calls, 0, 0]
  const looking = async (start: number): Promise<void> => {
    for (let turn = start; left-- > 0; turn += 7) {
      const actor = people[turn % people.length]
      if (actor === undefined) throw new Error('nobody looks')
      const fact = { action: 'case.list', subject: { kind: 'list' } } as const
      // Without a single `where`: only the guards narrow it.
      const outcome = await act(actor, fact, async (tx) =>
        granted(await tx.caseFile.findMany({ select: { id: true } })),
      )
      if (!outcome.ok) throw new Error(outcome.refusal)
      const own = mine.get(actor.personId) ?? []
      rows += outcome.value.length
      strange += outcome.value.filter(({ id }) => !own.includes(id)).length
      strange += own.length === outcome.value.length ? 0 : 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, index) => looking(index)))
  return { calls, rows, strange }
}

/** How many connections the app's login holds open to this database. */
export async function appConnections(ask: typeof look): Promise<number> {
  const [row] = await ask<{ held: number }>(
    `SELECT count(*)::integer AS held FROM pg_stat_activity
     WHERE usename = 'causeway_app' AND datname = current_database()`,
  )
  return row?.held ?? 0
}
