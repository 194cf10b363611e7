/** The safe houses of a team, and who sleeps in which bed when: no bed is given twice, as in the database. */
import type { District, HouseKind } from '../../lib/domain/pathway/vocabulary.ts'
import { iso, type Clock } from './almanac.ts'
import type { Codes } from './codes.ts'
import { inventAddress } from './names.ts'
import type { Random } from './random.ts'
import type { Tables } from './rows.ts'

type Night = readonly [since: number, until: number]

type Kept = {
  readonly row: Tables['house']
  readonly address: string
  readonly beds: Night[][]
  /** Day on which the house was given up, or never. */
  closedFrom: number
}

export type Bed = { readonly houseId: string; readonly kind: HouseKind; readonly bed: number }

export type HouseBook = {
  /** Takes beds in one house for the days from `since` to before `until` (null: until further notice). */
  take(kind: HouseKind, count: number, since: number, until: number | null): readonly Bed[]
  /** A place beyond the beds, which only an emergency gets. */
  squeeze(since: number): Bed
  /** Houses that were opened since the last call, with their addresses. */
  opened(): readonly { readonly row: Tables['house']; readonly address: string }[]
  /** Houses that were given up since the last call, with the instant; no bed is given there any more. */
  compromised(): readonly { readonly id: string; readonly at: string }[]
}

const NEVER = Number.MAX_SAFE_INTEGER
/** Marked in the database, which takes no more placements there, not even old ones. */
const GONE = -1
const FIRST_HOUSES: readonly HouseKind[] = ['reception', 'inner', 'inner', 'reception']

/** Opens the houses of a team; more are opened when all are full. */
export function houseBook(
  random: Random,
  team: { id: string; clock: Clock; districts: Readonly<Partial<Record<District, number>>> },
  codes: Codes,
): HouseBook {
  const houses: Kept[] = []
  let told = 0

  function open(kind: HouseKind, closedFrom = NEVER): Kept {
    const capacity = kind === 'reception' ? random.whole(4, 7) : random.whole(5, 8)
    const id = random.uuid()
    const code = codes.invent(random)
    const federal_district = random.weighed(team.districts)
    const house = {
      address: inventAddress(random),
      row: {
        ...{ id, code, team_id: team.id, kind, federal_district, capacity },
        created_at: iso(team.clock.at(17_870 + random.whole(0, 20), 10)),
      },
      beds: Array.from({ length: capacity }, () => []),
      closedFrom,
    }
    houses.push(house)
    return house
  }

  function free(house: Kept, since: number, until: number): number[] {
    if (until > house.closedFrom) return []
    return house.beds.flatMap((nights, at) =>
      nights.some(([from, to]) => from < until && since < to) ? [] : [at],
    )
  }

  for (const kind of FIRST_HOUSES) open(kind)
  // One house in the far past was watched and given up.
  open('reception', team.clock.today - random.whole(500, 800))

  return {
    take(kind, count, since, until) {
      const end = until ?? NEVER - 1
      const fitting = houses.filter((house) => house.row.kind === kind)
      const start = random.whole(0, fitting.length)
      const inTurn = [...fitting.slice(start), ...fitting.slice(0, start)]
      const found = inTurn.find((house) => free(house, since, end).length >= count) ?? open(kind)
      return free(found, since, end)
        .slice(0, count)
        .map((at) => {
          found.beds[at]?.push([since, end])
          return { houseId: found.row.id, kind, bed: at + 1 }
        })
    },
    squeeze(since) {
      const house =
        houses.find((one) => one.row.kind === 'reception' && since < one.closedFrom) ?? open('reception')
      return { houseId: house.row.id, kind: 'reception', bed: house.row.capacity + 1 }
    },
    opened() {
      const fresh = houses.slice(told).map(({ row, address }) => ({ row, address }))
      told = houses.length
      return fresh
    },
    compromised() {
      const givenUp = houses.filter((house) => house.closedFrom !== NEVER && house.closedFrom !== GONE)
      return givenUp.map((house) => {
        const at = iso(team.clock.at(house.closedFrom, 21))
        house.closedFrom = GONE
        return { id: house.row.id, at }
      })
    },
  }
}
