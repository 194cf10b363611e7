/** The door of cases and identities to the database. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { Tx } from '../../server/act/tx.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { opened, sealed } from '../../server/vault/vault.ts'
import type { Names, OpenedIdentity } from './schema.ts'

/** The closed words of a case file. */
export type Background = Pick<
  OpenedIdentity['values'],
  | 'group'
  | 'sector'
  | 'sex'
  | 'federalDistrict'
  | 'enlisted'
  | 'visaPurpose'
  | 'passportWithheld'
  | 'wagesWithheld'
> & { readonly birthYearBand: string | null }

/** Adds a household of its own. */
export async function insertHousehold(tx: Tx, id: string): Promise<void> {
  await tx.household.createMany({ data: [{ id }] })
}

/** Household of a case in reach, by the case's code; null when there is none. */
export async function findHousehold(tx: Tx, scope: Scope, code: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ household_id: string }[]>`
    SELECT c.household_id FROM case_file c
    WHERE c.code = ${code} AND (
      (${scope.reach} = 'team' AND c.team_id = ${scope.teamId}::uuid) OR EXISTS (
        SELECT FROM assignment a WHERE a.case_id = c.id AND a.person_id = ${scope.personId}::uuid
          AND ${HOLDS_NOW}))`
  return rows[0]?.household_id ?? null
}

/** Adds the case file, standing at first contact. */
export async function insertCase(
  tx: Tx,
  row: { id: string; code: string; teamId: string; householdId: string; since: Day } & Background,
): Promise<void> {
  const { since, ...rest } = row
  await tx.caseFile.createMany({
    data: [{ ...rest, stage: 'contact', stageSince: new Date(`${since}T00:00:00Z`) }],
  })
}

/** True when a case has this id, in reach or not. */
export async function caseExists(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT law.is_taken(${id}::uuid) AS taken`
  return row?.taken === true
}

export async function insertIdentity(tx: Tx, caseId: string, names: Names): Promise<void> {
  const data = await sealed('identity', caseOwner(caseId), caseId, names)
  await tx.identity.createMany({ data: [{ ...data, caseId }] })
}

const NAMES = {
  hangul: true,
  latin: true,
  cyrillic: true,
  aliases: true,
  birthYear: true,
  phone: true,
  guardian: true,
} as const

/** The names of the person of a case that is known to exist. */
export async function readNames(tx: Tx, caseId: string): Promise<Names & { readonly version: number }> {
  const row = await tx.identity.findUniqueOrThrow({ where: { caseId }, select: { ...NAMES, version: true } })
  return opened('identity', caseOwner(caseId), caseId, row)
}

/** The closed words of a case that is known to exist, as they are stored. */
export async function readBackground(tx: Tx, caseId: string): Promise<Background> {
  const row = await tx.caseFile.findUniqueOrThrow({
    where: { id: caseId },
    select: {
      group: true,
      sector: true,
      sex: true,
      federalDistrict: true,
      enlisted: true,
      visaPurpose: true,
      passportWithheld: true,
      wagesWithheld: true,
      birthYearBand: true,
    },
  })
  // The database checks that the words are of the closed lists.
  return row as Background
}

/** Writes who it is about. The case file's version moves on only when its own words change. */
export async function updatePerson(
  tx: Tx,
  caseId: string,
  names: Names,
  background: Background,
): Promise<void> {
  const data = await sealed('identity', caseOwner(caseId), caseId, names)
  await tx.identity.update({
    where: { caseId },
    data: { ...data, version: { increment: 1 }, recordedAt: new Date() },
    select: { caseId: true },
  })
  const before = await readBackground(tx, caseId)
  const changed = Object.entries(before).some(
    ([word, value]) => Object.entries(background).find(([name]) => name === word)?.[1] !== value,
  )
  if (!changed) return
  await tx.caseFile.update({
    where: { id: caseId },
    data: { ...background, version: { increment: 1 } },
    select: { id: true },
  })
}
