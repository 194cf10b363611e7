/** Search by name or number within the searcher's own cases. What is compared is opened for the search and kept nowhere. */
import 'server-only'
import { findNumbers, isNumberQuery } from '../../domain/names/find-number.ts'
import { rankNames } from '../../domain/names/rank-names.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { countReveal } from '../reveals/effects.ts'
import { MOST_HITS, type Found, type Hit, type SearchInput } from './schema.ts'
import { readOwnNames, readOwnReferences, type OwnName } from './store.ts'

/**
 * Finds whom a name in any script, the end of a phone or registration number, or the beginning of a code may mean. Every name that is shown is a look that counts,
 * and stands in the log by the id of its case; what was asked stands nowhere.
 *
 * @returns `too-many-looks` when not one name may be shown any more, `step-up` when the own worker of a case in danger must
 *   prove who they are first
 */
export async function searchByName(actor: Actor, { asked }: SearchInput): Promise<Outcome<Found>> {
  const fact = { action: 'case.search-name', subject: { kind: 'list' } } as const
  return act(actor, fact, async (tx, door) => {
    const names = await readOwnNames(tx, door.personId)
    const byCode = names.filter(({ code }) => code.startsWith(asked.toLowerCase()))
    const fits = isNumberQuery(asked) ? await numbered(tx, door, asked, names) : named(asked, names)
    const byName = fits.filter((one) => !byCode.includes(one))
    const more = byCode.length + byName.length > MOST_HITS
    const coded = byCode.slice(0, MOST_HITS).map(({ code, stage }) => ({ code, stage, names: [] }))
    const asNamed = byName.slice(0, MOST_HITS - coded.length)
    const shown = await reveal(tx, door, asNamed, coded.length === 0)
    if (!shown.ok) return shown
    return granted({ hits: [...coded, ...shown.value], more, withheld: shown.value.length < asNamed.length })
  })
}

/** Whose name it may be: the best first, and one more than is shown. */
function named(asked: string, names: readonly OwnName[]): readonly OwnName[] {
  return among(
    names,
    rankNames(asked, names, MOST_HITS + 1).map(({ id }) => id),
  )
}

/** Whose phone or registration has this number: one more than is shown. */
async function numbered(
  tx: Tx,
  { personId }: Door,
  asked: string,
  names: readonly OwnName[],
): Promise<readonly OwnName[]> {
  const references = await readOwnReferences(tx, personId)
  const entries = names.map(({ id, phone }) => ({ id, phone, references: references.get(id) ?? [] }))
  return among(names, findNumbers(asked, entries, MOST_HITS + 1))
}

function among(names: readonly OwnName[], ids: readonly string[]): readonly OwnName[] {
  return ids.flatMap((id) => names.find((name) => name.id === id) ?? [])
}

/** The hits that the rate watch lets be seen: not even the code of another. Refuses where nothing else is to be shown. */
async function reveal(
  tx: Tx,
  door: Door,
  found: readonly OwnName[],
  alone: boolean,
): Promise<Outcome<readonly Hit[]>> {
  const hits: Hit[] = []
  const shown: string[] = []
  for (const { id, code, stage, critical, ...name } of found) {
    const standing = { own: true, team: true, critical, opened: false }
    const counted = await countReveal(tx, door, { caseId: id, what: 'identity', standing })
    if (!counted.ok && counted.refusal !== 'too-many-looks') return counted
    if (!counted.ok) continue
    shown.push(id)
    hits.push({ code, stage, names: [name.hangul, name.latin, name.cyrillic, name.aliases].filter(Boolean) })
  }
  if (alone && found.length > 0 && shown.length === 0) return refused('too-many-looks')
  door.shows(shown)
  return granted(hits)
}
