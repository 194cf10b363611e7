/** What another slice may ask of the releases inside its own transaction: those that wait for whoever asks. */
import 'server-only'
import { mayEver } from '../../domain/policy/decide.ts'
import type { PersonActor } from '../../domain/policy/roles.ts'
import type { ReleaseWaiting } from '../../domain/releases/states.ts'
import type { Tx } from '../../server/act/tx.ts'
import { listToDecide } from './store.ts'

/** The releases that a person may decide about now, what waits longest first; none for whoever decides about none. */
export async function readReleasesToDecide(tx: Tx, person: PersonActor): Promise<readonly ReleaseWaiting[]> {
  return mayEver(person, 'release.approve') ? listToDecide(tx, person.personId) : []
}
