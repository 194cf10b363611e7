/** What the operator's shell does: people where nobody else could decide, limits, keys. Recorded as its own. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Detail } from '../../domain/audit/facts.ts'
import type { Outcome as Ending } from '../../domain/pathway/stages.ts'
import type { OperatorAction } from '../../domain/policy/others.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { freshToken } from '../../server/session/token.ts'
import type { Rewrapped } from '../../server/vault/key-store.ts'
import {
  addKeyHolder as addToLock,
  lockKeyFile,
  removeKeyHolder as removeFromLock,
  rotateVault,
} from '../../server/vault/vault.ts'
import {
  addWithLink,
  changeRoles,
  inviteFirst,
  lockHolder,
  makeLink,
  readByLogin,
  readTeamByName,
} from '../people/effects.ts'
import { setRule } from '../forgetting/effects.ts'
import { setLookLimit } from '../reveals/effects.ts'
import type { AddPersonInput, NewLinkInput, SetRolesInput } from './schema.ts'

/** A fresh link for the first administrator, or null when the house has one who can sign in. */
export async function inviteFirstAdministrator(): Promise<Outcome<{ token: string } | null>> {
  const link = { id: crypto.randomUUID(), token: freshToken() }
  const fact = { action: 'person.invite-first', subject: { kind: 'list' } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) =>
    granted((await inviteFirst(tx, door.now, link)) ? { token: link.token } : null),
  )
}

/** Changes roles and, when one is named, the team of somebody. */
export async function setRoles({ login, roles, team }: SetRolesInput): Promise<Outcome<null>> {
  const fact = { action: 'person.set-roles', subject: { kind: 'list' }, detail: { roles } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) => {
    const person = await readByLogin(tx, login)
    if (person === null) return refused('absent')
    door.concerns(person.id)
    const found = team === null ? granted(person.teamId) : await teamOf(tx, team)
    return found.ok ? changeRoles(tx, person.id, { roles, teamId: found.value }) : found
  })
}

/** Adds somebody and makes their one-time link. */
export async function addPerson(input: AddPersonInput): Promise<Outcome<{ token: string }>> {
  const { login, displayName, roles, team } = input
  const link = { id: crypto.randomUUID(), token: freshToken() }
  const fact = { action: 'person.add', subject: { kind: 'list' }, detail: { roles } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) => {
    const found = team === null ? granted(null) : await teamOf(tx, team)
    if (!found.ok) return found
    const id = crypto.randomUUID()
    door.concerns(id)
    const person = { id, login, displayName, roles, teamId: found.value }
    const added = await addWithLink(tx, door.now, person, link)
    return added.ok ? granted({ token: link.token }) : added
  })
}

/** Makes a new one-time link for somebody, where no second administrator could approve one. */
export async function makeNewLink({ login }: NewLinkInput): Promise<Outcome<{ token: string }>> {
  const link = { id: crypto.randomUUID(), token: freshToken() }
  const fact = { action: 'person.new-link', subject: { kind: 'list' } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) => {
    const person = await readByLogin(tx, login)
    if (person === null) return refused('absent')
    door.concerns(person.id)
    const { disabled } = await lockHolder(tx, person.id, door.now)
    if (disabled) return refused('stale')
    await makeLink(tx, door.now, person.id, link)
    return granted({ token: link.token })
  })
}

async function teamOf(tx: Tx, name: string): Promise<Outcome<string | null>> {
  const id = await readTeamByName(tx, name)
  return id === null ? refusedField('team', 'not-a-choice') : granted(id)
}

/** Wraps every key of the vault anew, under a new key-encryption key. Says how many, and how many are damaged. */
export async function rotateKeys(): Promise<Outcome<Rewrapped>> {
  return beside(
    'keys.rotate',
    async () => granted(await rotateVault()),
    ({ keys }) => ({ keys }),
  )
}

/** Locks the key file for these holders and nobody else. */
export async function lockKeys(
  holders: Parameters<typeof lockKeyFile>[0],
): Promise<Outcome<readonly string[]>> {
  return beside(
    'keys.lock',
    () => lockKeyFile(holders),
    (ids) => ({ holders: ids }),
  )
}

/** Adds somebody who may unlock the key file. */
export async function addKeyHolder(holder: Parameters<typeof addToLock>[0]): Promise<Outcome<string>> {
  return beside(
    'keys.add-holder',
    () => addToLock(holder),
    (id) => ({ holders: [id] }),
  )
}

/** Takes one of those out who may unlock the key file. */
export async function removeKeyHolder(name: string): Promise<Outcome<string>> {
  return beside(
    'keys.remove-holder',
    () => removeFromLock(name),
    (id) => ({ holders: [id] }),
  )
}

/**
 * Work on the keys, which stand in no database: recorded as begun before it and as done after it, so that one which was
 * broken off stands in the log too.
 */
async function beside<T>(
  action: OperatorAction,
  work: () => Promise<Outcome<T>>,
  told: (value: T) => Detail,
): Promise<Outcome<T>> {
  const record = (detail: Detail, outcome: Outcome<null>) =>
    act({ kind: 'operator' }, { action, subject: { kind: 'list' }, detail }, () => Promise.resolve(outcome))
  const begun = await record({ step: 'begun' }, granted(null))
  if (!begun.ok) return begun
  const outcome = await work()
  const entry = outcome.ok
    ? await record({ step: 'done', ...told(outcome.value) }, granted(null))
    : await record({ step: 'done' }, outcome)
  return entry.ok ? outcome : entry
}

/** Sets how many identities and addresses one person may look at within an hour. */
export async function setLooksPerHour(limit: number): Promise<Outcome<null>> {
  const fact = { action: 'limit.set', subject: { kind: 'list' }, detail: { looksPerHour: limit } } as const
  return act({ kind: 'operator' }, fact, async (tx) => {
    await setLookLimit(tx, limit)
    return granted(null)
  })
}

/** Sets how long after closing a case of an outcome is proposed for deletion, from a day on: by default from today. */
export async function setRetention(rule: {
  readonly outcome: Ending
  readonly days: number
  readonly fromOn: Day | null
}): Promise<Outcome<{ readonly fromOn: Day }>> {
  const { outcome, days } = rule
  const fact = { action: 'retention.set', subject: { kind: 'list' }, detail: { outcome, days } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) => {
    const fromOn = rule.fromOn ?? door.today
    if (fromOn < door.today) return refusedField('fromOn', 'in-past')
    await setRule(tx, { outcome, days, fromOn })
    return granted({ fromOn })
  })
}
