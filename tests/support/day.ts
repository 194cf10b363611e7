/** The day of somebody as their start page shows it. */
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import type { Today, TodayTask } from '../../lib/features/today/schema.ts'
import { readToday } from '../../lib/features/today/service.ts'

export async function dayOf(person: PersonActor): Promise<Today> {
  const outcome = await readToday(person)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

/** The tasks of that day, whatever their lateness. */
export async function tasksOf(person: PersonActor): Promise<readonly TodayTask[]> {
  const { groups } = await dayOf(person)
  return groups.flatMap(({ items }) => items)
}
