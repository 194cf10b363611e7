/** Houses and places in them. Two who race for the last bed come one after the other; the second is told. */
import 'server-only'
import { occurredOnDay } from '../../domain/calendar/occurrence.ts'
import { mayEver } from '../../domain/policy/decide.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { drawCode } from '../../server/code.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { readCaseFacts } from '../gates/effects.ts'
import { countReveal } from '../reveals/effects.ts'
import { settleRequirements } from '../tasks/effects.ts'
import type { Home, HouseInput, HousesPage, OnCaseInput, PlacementInput } from './schema.ts'
import {
  endPlacements,
  findHome,
  insertHouse,
  insertPlacement,
  listTeamHouses,
  lockHouse,
  lowestFreeBed,
  makeshiftBed,
  supersedePlacements,
} from './store.ts'

/** The houses of one's own team, with what was typed into the form that adds one. */
export async function listHouses(actor: Actor): Promise<Outcome<HousesPage>> {
  return act(actor, { action: 'house.list', subject: { kind: 'list' } }, async (tx, door) => {
    const mayCreate = actor.kind === 'person' && mayEver(actor, 'house.create')
    return granted({
      houses: await listTeamHouses(tx, door.scope.teamId, door.today),
      mayCreate,
      draft: mayCreate ? await readDraftIn(tx, door.personId, 'house', '') : null,
    })
  })
}

/** Adds a house to one's own team. */
export async function createHouse(
  actor: Actor,
  input: HouseInput,
  form: SubmittedForm,
): Promise<Outcome<{ code: string }>> {
  const fact = {
    action: 'house.create',
    subject: { kind: 'list' },
    detail: { house: input.id, kind: input.kind, district: input.district },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (door.scope.teamId === null) return refused('not-allowed')
      const code = drawCode()
      await insertHouse(tx, door.scope.teamId, code, input)
      return granted({ code })
    },
    form,
  )
}

/** Places somebody in a house: the lowest free bed, or in an emergency a makeshift one. The stay before it ends. */
export async function recordPlacement(
  actor: Actor,
  input: PlacementInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'placement.record',
    subject: { kind: 'case', id: input.caseId },
    detail: { placement: input.id, house: input.houseId, emergency: input.emergency },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const since = occurredOnDay(input.since, door.today, 'since')
      if (!since.ok) return since
      const house = await lockHouse(tx, input.houseId, door.subjectId)
      if (house === null) return refused('absent')
      if (house.caseClosed) return refused('stale')
      if (house.compromised) return refused('house-compromised')
      const { screening } = await readCaseFacts(tx, door.subjectId, door.today)
      // An infiltrator posing as an escapee gets a reception house; an emergency goes where there is a roof.
      const trusted = screening === 'clear' || house.kind === 'reception' || input.emergency
      if (!trusted) return refused('reception-house-only')
      await supersedePlacements(tx, door.subjectId, since.value)
      await endPlacements(tx, door.subjectId, since.value)
      const bed = await chooseBed(tx, input)
      if (bed === null) return refused('no-free-bed')
      const placement = { ...input, caseId: door.subjectId, bed, recordedBy: door.personId }
      await insertPlacement(tx, placement)
      await settleRequirements(tx, door)
      return granted(null)
    },
    form,
  )
}

async function chooseBed(tx: Tx, input: PlacementInput): Promise<number | null> {
  const free = await lowestFreeBed(tx, input.houseId, input.since)
  return free === null && input.emergency ? makeshiftBed(tx, input.houseId, input.since) : free
}

/** Opens where somebody lives, on a tap and with a fresh proof of who asks. Where nothing was written down, nothing counts. */
export async function readAddress(actor: Actor, input: OnCaseInput): Promise<Outcome<Home | null>> {
  const fact = {
    action: 'case.read-address',
    subject: { kind: 'case', id: input.caseId },
    detail: { what: 'address' },
  } as const
  return act(actor, fact, async (tx, door) => {
    const home = await findHome(tx, door.subjectId, door.today)
    if (home === null || home.address === '') return granted(home)
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'address' })
    return counted.ok ? granted(home) : counted
  })
}
