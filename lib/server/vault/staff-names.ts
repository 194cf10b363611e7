/** Names of colleagues, as queries bring them: sealed, beside the id of whose they are. */
import 'server-only'
import { staffOwner } from './owners.ts'
import { openedAll } from './vault.ts'

type Named = { readonly id: string; readonly displayName: string }

/** People with their names opened, in the order given. */
export async function openEach<P extends Named>(people: readonly P[]): Promise<readonly P[]> {
  return openedAll(
    people.map((record) => ({
      ...{ table: 'person' as const, owner: staffOwner(record.id), row: record.id },
      record,
    })),
  )
}

/** People with their names opened, by name. */
export async function openPeople<P extends Named>(people: readonly P[]): Promise<readonly P[]> {
  const open = await openEach(people)
  return open.toSorted(
    (one, other) => one.displayName.localeCompare(other.displayName) || (one.id < other.id ? -1 : 1),
  )
}

/** Name of each person, by id, out of sealed names beside their ids; where there is no id there is nobody. */
export async function openNames(
  people: Iterable<readonly [id: string | null, sealed: string | null]>,
): Promise<(id: string | null) => string> {
  const sealed = new Map<string, string>()
  for (const [id, name] of people) if (id !== null && name !== null) sealed.set(id, name)
  const open = await openEach([...sealed].map(([id, displayName]) => ({ id, displayName })))
  const names = new Map(open.map(({ id, displayName }) => [id, displayName]))
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}
