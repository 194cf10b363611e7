/**
 * The houses' only door to the database: houses, beds, and who is placed from when to when. Which beds are taken the law
 * says (`law.taken_beds`), because a free bed must not depend on whose cases the asker may see.
 */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { District, HouseKind } from '../../domain/pathway/vocabulary.ts'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner, houseOwner } from '../../server/vault/owners.ts'
import { opened, sealed } from '../../server/vault/vault.ts'
import type { Home, HouseDto, HouseInput, PlacementInput } from './schema.ts'

type HouseRow = Omit<HouseDto, 'district'> & { federal_district: District }

/** The houses of a team; a bed is free when nobody has it on the day or later. */
export async function listTeamHouses(tx: Tx, teamId: string | null, day: Day): Promise<readonly HouseDto[]> {
  const rows = await tx.$queryRaw<HouseRow[]>`
    SELECT h.id, h.code, h.kind, h.federal_district, h.capacity, h.compromised_at IS NOT NULL AS compromised,
      h.capacity - (SELECT count(DISTINCT p.bed) FROM law.taken_beds() p
        WHERE p.house_id = h.id AND p.bed <= h.capacity
          AND daterange(p.since, p.until, '[)') && daterange(${day}::date, NULL, '[)'))::int AS free
    FROM house h WHERE h.team_id = ${teamId}::uuid ORDER BY h.compromised_at IS NOT NULL, h.code`
  return rows.map(({ federal_district: district, ...house }) => ({ ...house, district }))
}

/** Adds a house under a code, and where it is. */
export async function insertHouse(tx: Tx, teamId: string, code: string, house: HouseInput): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO house (id, code, team_id, kind, federal_district, capacity)
    VALUES (${house.id}::uuid, ${code}, ${teamId}::uuid, ${house.kind}, ${house.district}, ${house.capacity})`
  // Whoever writes an address down may not be among those who read it.
  if (house.address !== '') {
    const { address } = await sealed('house_address', houseOwner(house.id), house.id, house)
    await tx.houseAddress.createMany({ data: [{ houseId: house.id, address }] })
  }
}

/** Where somebody lives on a day, with the address as far as it is known and open to whoever asks. */
export async function findHome(tx: Tx, caseId: string, day: Day): Promise<Home | null> {
  const [row] = await tx.$queryRaw<{ id: string; code: string; address: string | null }[]>`
    SELECT h.id, h.code, a.address
    FROM placement p JOIN house h ON h.id = p.house_id LEFT JOIN house_address a ON a.house_id = h.id
    WHERE p.case_id = ${caseId}::uuid AND p.superseded_at IS NULL AND (p.until IS NULL OR p.until > ${day}::date)
    ORDER BY p.since LIMIT 1`
  if (row === undefined) return null
  const { code, address } = await opened('house_address', houseOwner(row.id), row.id, row)
  return { code, address: address ?? '' }
}

export type LockedHouse = {
  readonly kind: HouseKind
  readonly capacity: number
  readonly compromised: boolean
  /** The case has been closed, and nobody would free the bed again. */
  readonly caseClosed: boolean
}

/** Locks a house of the case's team, so that two who race for its last bed come one after the other. */
export async function lockHouse(tx: Tx, id: string, caseId: string): Promise<LockedHouse | null> {
  const [row] = await tx.$queryRaw<LockedHouse[]>`
    SELECT h.kind, h.capacity, h.compromised_at IS NOT NULL AS compromised, c.stage = 'closed' AS "caseClosed"
    FROM house h JOIN case_file c ON c.team_id = h.team_id
    WHERE h.id = ${id}::uuid AND c.id = ${caseId}::uuid FOR UPDATE OF h`
  return row ?? null
}

/** The lowest bed that is free from a day on; null when all are taken. */
export async function lowestFreeBed(tx: Tx, houseId: string, since: Day): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ bed: number }[]>`
    SELECT numbered.bed FROM house h, generate_series(1, h.capacity) AS numbered (bed)
    WHERE h.id = ${houseId}::uuid AND NOT EXISTS (
      SELECT FROM law.taken_beds() p WHERE p.house_id = h.id AND p.bed = numbered.bed
        AND daterange(p.since, p.until, '[)') && daterange(${since}::date, NULL, '[)'))
    ORDER BY numbered.bed LIMIT 1`
  return row?.bed ?? null
}

/** The number of a makeshift place beyond the beds and whoever is beyond them already. */
export async function makeshiftBed(tx: Tx, houseId: string, since: Day): Promise<number> {
  const [row] = await tx.$queryRaw<{ bed: number }[]>`
    SELECT greatest(h.capacity, (SELECT max(p.bed) FROM law.taken_beds() p
        WHERE p.house_id = h.id
          AND daterange(p.since, p.until, '[)') && daterange(${since}::date, NULL, '[)'))) + 1 AS bed
    FROM house h WHERE h.id = ${houseId}::uuid`
  if (row === undefined) throw new Error('the house is gone')
  return row.bed
}

/** Adds a placement that lasts until somebody says otherwise. */
export async function insertPlacement(
  tx: Tx,
  placement: PlacementInput & { readonly bed: number; readonly recordedBy: string },
): Promise<void> {
  const { id, caseId, houseId, bed, since, emergency, recordedBy } = placement
  const said = placement.reason === '' ? null : placement.reason
  const { reason } = await sealed('placement', caseOwner(caseId), id, { reason: said })
  await tx.$executeRaw`
    INSERT INTO placement (id, case_id, house_id, bed, since, emergency, reason, recorded_by)
    VALUES (${id}::uuid, ${caseId}::uuid, ${houseId}::uuid, ${bed}, ${since}::date, ${emergency}, ${reason},
      ${recordedBy}::uuid)`
}

/** Marks placements that begin on a day or later as corrected by what is recorded now; they are kept. */
export async function supersedePlacements(tx: Tx, caseId: string, from: Day): Promise<void> {
  await tx.$executeRaw`
    UPDATE placement SET superseded_at = now()
    WHERE case_id = ${caseId}::uuid AND superseded_at IS NULL AND since >= ${from}::date`
}

/** Ends on a day what stands then. */
export async function endPlacements(tx: Tx, caseId: string, on: Day): Promise<void> {
  await tx.$executeRaw`
    UPDATE placement SET until = ${on}::date
    WHERE case_id = ${caseId}::uuid AND superseded_at IS NULL AND since <= ${on}::date
      AND (until IS NULL OR until > ${on}::date)`
}
