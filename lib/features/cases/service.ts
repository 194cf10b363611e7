/** Opening a case and saying who it is about. */
import 'server-only'
import { occurredBy } from '../../domain/calendar/occurrence.ts'
import { birthYearBand } from '../../domain/pathway/vocabulary.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { drawCode } from '../../server/code.ts'
import { giveFirst, mayBeGivenFirst, readWorkers } from '../assignments/effects.ts'
import { recordContact } from '../contacts/effects.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { appendAndWrite } from '../pathway/effects.ts'
import { countReveal } from '../reveals/effects.ts'
import {
  yearOf,
  type CreateCaseInput,
  type EditCaseInput,
  type Names,
  type NewCasePage,
  type OnCaseInput,
  type OpenedIdentity,
} from './schema.ts'
import {
  caseExists,
  findHousehold,
  insertCase,
  insertHousehold,
  insertIdentity,
  readBackground,
  readNames,
  updatePerson,
  type Background,
} from './store.ts'

/** What the page of a new case shows: to whom a supervisor may give it, and what was typed before. */
export async function openNewCase(actor: Actor): Promise<Outcome<NewCasePage>> {
  const fact = { action: 'case.list', subject: { kind: 'list' }, detail: { form: 'case.create' } } as const
  return act(actor, fact, async (tx, door) => {
    const { reach, teamId } = door.scope
    const workers = reach === 'own' ? [] : await readWorkers(tx, teamId)
    const draft = await readDraftIn(tx, door.personId, 'case.create', '')
    return granted({ today: door.today, workers, draft })
  })
}

/** Opens a case: who carries it, the file, the person, the first contact and the opening of its history. */
export async function createCase(
  actor: Actor,
  input: CreateCaseInput,
  form: SubmittedForm,
): Promise<Outcome<{ code: string }>> {
  const fact = { action: 'case.create', subject: { kind: 'new-case', id: input.id } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const { teamId } = door.scope
      if (teamId === null) return refused('not-allowed')
      const occurred = occurredBy(input.occurredOn, door.today)
      if (!occurred.ok) return occurred
      const born = bornBy(input.birthYear, door)
      if (!born.ok) return born
      const worker = await chosenWorker(tx, door, input.workerId)
      if (!worker.ok) return worker
      const household = await chosenHousehold(tx, door, input.householdOf)
      if (!household.ok) return household

      if (await caseExists(tx, input.id)) return refused('key-reused')
      await giveFirst(tx, input.id, worker.value, door.now)
      const code = drawCode()
      await insertCase(tx, {
        id: input.id,
        code,
        teamId,
        householdId: household.value,
        since: occurred.value.on,
        ...backgroundOf(input),
      })
      await insertIdentity(tx, input.id, namesOf(input))
      const opening = { stage: 'contact', kind: 'opening', occurred: occurred.value } as const
      const opened = await appendAndWrite(tx, door, crypto.randomUUID(), {
        ...opening,
        reason: null,
        outcome: null,
        incidentId: null,
      })
      if (!opened.ok) return opened
      const { channel, civicGroup, safeHours, safeWay } = input
      const said = { channel, civicGroup, safeHours, safeWay, occurred: occurred.value }
      const contact = { ...said, id: crypto.randomUUID(), reached: true }
      await recordContact(tx, input.id, door.personId, contact)
      return granted({ code })
    },
    form,
  )
}

/** Opens the names of one person, on a tap: of one's own case, or of one that is open by break-glass. Each look counts. */
export async function readIdentity(actor: Actor, input: OnCaseInput): Promise<Outcome<Names>> {
  const fact = {
    action: 'case.read-identity',
    subject: { kind: 'case', id: input.caseId },
    detail: { what: 'identity' },
  } as const
  return act(actor, fact, async (tx, door) => {
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'identity' })
    if (!counted.ok) return counted
    const { version: _version, ...names } = await readNames(tx, door.subjectId)
    return granted(names)
  })
}

/** Opens what is known of a person for correction; a look at the names like any other. */
export async function openIdentity(actor: Actor, input: OnCaseInput): Promise<Outcome<OpenedIdentity>> {
  const fact = {
    action: 'case.read-identity',
    subject: { kind: 'case', id: input.caseId },
    detail: { what: 'identity', form: 'identity' },
  } as const
  return act(actor, fact, async (tx, door) => {
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'identity' })
    if (!counted.ok) return counted
    const { version, birthYear, ...names } = await readNames(tx, door.subjectId)
    const { birthYearBand: _band, ...background } = await readBackground(tx, door.subjectId)
    const values = { ...background, ...names, birthYear: yearOf(birthYear) }
    const draft = await readDraftIn(tx, door.personId, 'identity', door.subjectId)
    return granted({ version, values, draft })
  })
}

/** Corrects who a case is about. */
export async function editCase(
  actor: Actor,
  input: EditCaseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = { action: 'case.edit', subject: { kind: 'case', id: input.caseId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const { version } = await readNames(tx, door.subjectId)
      const fresh = unlessStale(door, version)
      if (!fresh.ok) return fresh
      const born = bornBy(input.birthYear, door)
      if (!born.ok) return born
      await updatePerson(tx, door.subjectId, namesOf(input), backgroundOf(input))
      return granted(null)
    },
    form,
  )
}

/** A caseworker takes the case; a supervisor names a worker of the team. */
async function chosenWorker(tx: Tx, door: Door, workerId: string | null): Promise<Outcome<string>> {
  const { reach, teamId } = door.scope
  const chosen = workerId ?? (reach === 'own' ? door.personId : null)
  if (chosen === null) return refusedField('workerId', 'required')
  const mayBe = reach !== 'own' || chosen === door.personId
  const known = mayBe && (await mayBeGivenFirst(tx, teamId, chosen))
  return known ? granted(chosen) : refusedField('workerId', 'not-a-choice')
}

async function chosenHousehold(tx: Tx, door: Door, code: string): Promise<Outcome<string>> {
  if (code !== '') {
    const found = await findHousehold(tx, door.scope, code)
    return found === null ? refusedField('householdOf', 'no-such-case') : granted(found)
  }
  const id = crypto.randomUUID()
  await insertHousehold(tx, id)
  return granted(id)
}

function bornBy(year: number | null, door: Door): Outcome<null> {
  const future = year !== null && year > Number(door.today.slice(0, 4))
  return future ? refusedField('birthYear', 'in-future') : granted(null)
}

function backgroundOf(input: CreateCaseInput | EditCaseInput): Background {
  const { group, sector, sex, federalDistrict, enlisted, visaPurpose } = input
  const { passportWithheld, wagesWithheld, birthYear } = input
  return {
    ...{ group, sector, sex, federalDistrict, enlisted, visaPurpose, passportWithheld, wagesWithheld },
    birthYearBand: birthYear === null ? null : birthYearBand(birthYear),
  }
}

function namesOf(input: CreateCaseInput | EditCaseInput): Names {
  const { hangul, latin, cyrillic, aliases, phone, guardian, birthYear } = input
  return {
    ...{ hangul, latin, cyrillic, aliases, phone, guardian },
    birthYear: birthYear === null ? '' : String(birthYear),
  }
}
