/** Whom a change on a case concerns: who works on it, who leads its team, and who is on call. Nobody else learns of it. */
import { reachOf } from '../../domain/policy/decide.ts'
import type { PersonActor } from '../../domain/policy/roles.ts'
import type { Change } from './announce.ts'

/** True when the person should look again because of the change. */
export function concerns(change: Change, person: PersonActor): boolean {
  if (change.workers.includes(person.personId)) return true
  const reach = reachOf(person, 'case.read')
  // On duty a case may just have become critical: the hint says nothing that the next look does not decide.
  return change.team === person.teamId && (reach === 'team' || reach === 'critical')
}
