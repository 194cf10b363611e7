/** What others may ask of the pathway inside their own transaction: to write spells, and to read them. */
import 'server-only'
import type { PartialDate } from '../../domain/calendar/partial-date.ts'
import { appendSpell, correctLastDate, type Attempt, type Spell } from '../../domain/pathway/spells.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { endPlacement } from '../houses/effects.ts'
import { endSpell, insertSpell, moveReviewTo, readSpells, standAt, supersedeSpell } from './store.ts'

/** Who writes, and on which day of the team. */
export type Writer = Pick<Door, 'subjectId' | 'personId' | 'today'>

/** Stages whose person sleeps in no house of ours: entering one frees the bed. */
const FREES_THE_BED: readonly Stage[] = ['transit', 'hanawon', 'closed']

/** Appends a move to the case's history and stands the case there, or says why not. */
export async function appendAndWrite(
  tx: Tx,
  door: Writer,
  spellId: string,
  attempt: Attempt,
): Promise<Outcome<null>> {
  const history = await readSpells(tx, door.subjectId)
  const appended = appendSpell(history, attempt, door.today)
  if (!appended.ok) return appended
  const opened = newestOf(appended.value)
  const before = history.at(-1)
  if (before !== undefined) await endSpell(tx, before.id, opened.since)
  await insertSpell(tx, door.subjectId, spellId, opened, door.personId)
  await standAt(tx, door.subjectId, opened)
  if (FREES_THE_BED.includes(opened.stage)) await endPlacement(tx, door.subjectId, opened.since)
  return granted(null)
}

/** Says again when the newest move happened. The rows that change are superseded and kept. */
export async function correctLast(
  tx: Tx,
  door: Writer,
  spellId: string,
  occurred: PartialDate,
): Promise<Outcome<null>> {
  const history = await readSpells(tx, door.subjectId)
  const corrected = correctLastDate(history, occurred, door.today)
  if (!corrected.ok) return corrected
  const changed = history.slice(-2)
  for (const spell of changed) await supersedeSpell(tx, spell.id)
  const written = corrected.value.slice(-2)
  for (const spell of written) {
    const id = spell.until === null ? spellId : crypto.randomUUID()
    await insertSpell(tx, door.subjectId, id, spell, door.personId)
  }
  for (const spell of changed) await moveReviewTo(tx, spell.id, door.subjectId, spell.sequence)
  await standAt(tx, door.subjectId, newestOf(corrected.value))
  return granted(null)
}

/** The standing spells of a case, in order. */
export async function readHistory(tx: Tx, caseId: string): Promise<readonly Spell[]> {
  return readSpells(tx, caseId)
}

function newestOf(spells: readonly Spell[]): Spell {
  const newest = spells.at(-1)
  if (newest === undefined) throw new Error('a history has at least one spell')
  return newest
}
