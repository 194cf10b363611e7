/**
 * The whole caseload, in chunks that fit into memory and into one transaction each. The first chunk is the house of the
 * demonstration; large caseloads add teams behind it: teams grow in number, not workers in cases.
 */
import { addDays } from '../../lib/domain/calendar/partial-date.ts'
import { dayOf } from './almanac.ts'
import type { Codes } from './codes.ts'
import { breakGlass } from './glasses.ts'
import { drawHousehold, drawSize, type Refugee } from './households.ts'
import { CASES_PER_WORKER, drawWay, ordersFor, shuffle, WORKERS_PER_TEAM, type Order } from './orders.ts'
import { hire, openFurtherTeam, openHouse, type Team } from './people.ts'
import { giveBeds, putInCalendar } from './plan.ts'
import type { Random } from './random.ts'
import { noRows, type Rows } from './rows.ts'
import { SHOWCASES } from './showcases/all.ts'
import type { Showcase } from './showcases/showcase.ts'
import { iso } from './almanac.ts'
import { tellStory, type Story } from './story.ts'
import { tail } from './tail.ts'
import { writeCase } from './write.ts'

export type Wanted = {
  readonly random: Random
  readonly cases: number
  readonly codes: Codes
  /** `YYYY-MM-DD` that is today in a time zone. */
  readonly todayIn: (timeZone: string) => string
  /** Number of the first further team, when only further teams are wanted. */
  readonly appendFrom: number | null
}

export type Chunk = {
  readonly rows: Rows
  readonly cases: number
  /** Houses that were given up; marked after the placements, because no new one is taken in them. */
  readonly compromised: readonly { readonly id: string; readonly at: string }[]
}

/** Cases of the demonstration, and how many of them are open, by login of the worker's place in the team. */
const DEMO_CASES = 240
const DEMO_OPEN: Readonly<Record<string, readonly number[]>> = {
  Vladivostok: [25],
  Moscow: [22],
  Khabarovsk: [17, 14],
}

/** Tells the caseload, chunk by chunk. */
export function* tellCaseload(wanted: Wanted): Generator<Chunk> {
  let left = wanted.cases
  let number = wanted.appendFrom ?? 0
  if (wanted.appendFrom === null) {
    const rows = noRows()
    const teams = openHouse(wanted.random.fork('house'), rows, wanted.codes, wanted.todayIn)
    const first = tellDemo(wanted, rows, teams, Math.min(left, DEMO_CASES))
    left -= first.cases
    yield first
    for (const team of teams) {
      if (left <= 0) return
      const grown = tellTeam(wanted, noRows(), team, left)
      left -= grown.cases
      yield grown
    }
  }
  while (left > 0) {
    const rows = noRows()
    const random = wanted.random.fork(`team ${String(number)}`)
    const team = openFurtherTeam(random, number, rows, wanted.codes, wanted.todayIn)
    const told = tellTeam(wanted, rows, team, left)
    left -= told.cases
    number++
    yield told
  }
}

function tellDemo(wanted: Wanted, rows: Rows, teams: readonly Team[], cases: number): Chunk {
  const random = wanted.random.fork('demonstration')
  let told = 0
  const taken = new Map<string, number>()
  for (const showcase of SHOWCASES) {
    const team = teams.find((one) => one.name === showcase.team)
    const staff = team?.workers[0]
    if (team === undefined || staff === undefined || told >= cases) continue
    const size = Math.min(showcase.codes.length, cases - told)
    tellShowcase(wanted, rows, random.fork(showcase.codes[0] ?? ''), team, showcase, size)
    told += size
    if (showcase.open) {
      staff.open += size
      taken.set(staff.id, (taken.get(staff.id) ?? 0) + size)
    }
  }
  const orders = teams.flatMap((team) =>
    team.workers.flatMap((staff, at) => {
      const open = (DEMO_OPEN[team.name]?.[at] ?? 0) - (taken.get(staff.id) ?? 0)
      return ordersFor(random.fork(staff.id), team, staff, Math.max(0, open))
    }),
  )
  // Every ending is behind some closed case of a worker whose open ones were written by hand.
  const closed = teams.flatMap((team) => team.workers.map((staff) => ({ team, staff, stage: null })))
  const mixed = shuffle(random, orders)
  const rest = Array.from({ length: DEMO_CASES }, (_, at) => closed[at % closed.length]).filter(
    (one) => one !== undefined,
  )
  told += tellOrders(wanted, random, rows, [...mixed, ...rest], cases - told)
  inviteGuests(wanted, random, rows)
  for (const team of teams) if (team.name === 'Moscow') breakGlass(rows, random.fork('glass'), team)
  return finish(rows, told, teams)
}

/** Opens to each guest the first open case of their team, which was written by hand, from today on. */
function inviteGuests(wanted: Wanted, random: Random, rows: Rows): void {
  for (const { id, team_id } of rows.person.filter(({ roles }) => roles.includes('guest'))) {
    const file = rows.case_file.find((one) => one.team_id === team_id && one.stage !== 'closed')
    const team = rows.team.find((one) => one.id === team_id)
    const by = rows.assignment.find(({ case_id }) => case_id === file?.id)
    if (file === undefined || team === undefined || by === undefined) continue
    const from = wanted.todayIn(team.time_zone)
    rows.guest_access.push({
      id: random.fork(`guest ${id}`).uuid(),
      case_id: file.id,
      person_id: id,
      sections: ['contacts', 'protection', 'notes'],
      from_on: from,
      until_on: addDays(from, 13),
      given_by: by.person_id,
    })
  }
}

/** Fills a team up: eight workers with forty open cases each. */
function tellTeam(wanted: Wanted, rows: Rows, team: Team, cases: number): Chunk {
  const random = wanted.random.fork(`cases of ${team.name}`)
  let told = 0
  for (let at = 0; at < WORKERS_PER_TEAM && told < cases; at++) {
    const staff = team.workers[at] ?? hire(random, team, rows)
    const orders = ordersFor(random, team, staff, CASES_PER_WORKER - staff.open)
    told += tellOrders(wanted, random, rows, orders, cases - told)
  }
  return finish(rows, told, [team])
}

/** Houses come after all cases of the chunk have found their beds. */
function finish(rows: Rows, cases: number, teams: readonly Team[]): Chunk {
  for (const { row, address } of teams.flatMap((team) => team.houses.opened())) {
    rows.house.push(row)
    rows.house_address.push({ house_id: row.id, address })
  }
  return { rows, cases, compromised: teams.flatMap((team) => team.houses.compromised()) }
}

/** Tells households until the orders are used up or enough cases are there; each member uses up one order. */
function tellOrders(
  wanted: Wanted,
  random: Random,
  rows: Rows,
  orders: readonly Order[],
  most: number,
): number {
  let told = 0
  const left = new Map<string, number>()
  for (const order of orders) left.set(keyOf(order), (left.get(keyOf(order)) ?? 0) + 1)
  const used = new Map<string, number>()
  for (const order of orders) {
    if (told >= most) break
    const key = keyOf(order)
    const before = used.get(key) ?? 0
    if (before > 0) {
      used.set(key, before - 1)
      continue
    }
    const size = drawSize(random, Math.min(most - told, left.get(key) ?? 1))
    tellHousehold(wanted, rows, random, order, size)
    used.set(key, size - 1)
    left.set(key, (left.get(key) ?? 0) - size)
    told += size
  }
  return told
}

/** Orders that may stand in for each other. */
function keyOf({ staff, stage }: Order): string {
  return `${staff.id} ${stage === null ? 'closed' : 'open'}`
}

function tellHousehold(wanted: Wanted, rows: Rows, random: Random, order: Order, size: number): void {
  const { team } = order
  const { clock } = team
  const { path, start } = drawWay(random, clock, order.stage)
  const steps = putInCalendar(random, clock, path, start)
  const story: Story = {
    team,
    codes: wanted.codes,
    district: random.weighed(team.districts),
    steps,
    stays: giveBeds(random, team.houses, steps, size, clock.today),
    workers: shiftsOf(random, team, order, start),
    extra: tail,
  }
  const refugees = drawHousehold(random, size, Number(dayOf(start).slice(0, 4)))
  tellMembers(wanted, rows, random, story, refugees, [])
}

/** One case in eight changed hands once. */
function shiftsOf(random: Random, team: Team, { staff }: Order, start: number): Story['workers'] {
  const before = team.workers.filter((one) => one !== staff)
  const day = start + random.whole(20, 120)
  if (before.length === 0 || day > team.clock.today - 10 || !random.chance(0.12))
    return [{ from: start, staff }]
  return [
    { from: start, staff: random.pick(before) },
    { from: day, staff },
  ]
}

function tellMembers(
  wanted: Wanted,
  rows: Rows,
  random: Random,
  story: Story,
  refugees: readonly Refugee[],
  codes: readonly string[],
): void {
  const householdId = random.uuid()
  const opened = story.team.clock.at(story.steps[0]?.recordedOn ?? 0, 9)
  rows.household.push({ id: householdId, created_at: iso(opened) })
  for (const [member, refugee] of refugees.entries()) {
    const caseId = random.uuid()
    const code = codes[member] ?? wanted.codes.invent(random)
    const book = tellStory(random, caseId, story, member)
    writeCase(rows, { caseId, code, householdId, refugee }, story, book)
  }
}

function tellShowcase(
  wanted: Wanted,
  rows: Rows,
  random: Random,
  team: Team,
  showcase: Showcase,
  size: number,
): void {
  const { clock } = team
  const staff = team.workers[0]
  if (staff === undefined) throw new Error('a team without workers')
  const steps = showcase.steps(clock)
  const start = steps[0]?.day ?? clock.today
  const story: Story = {
    team,
    codes: wanted.codes,
    district: showcase.district,
    steps,
    stays: giveBeds(random, team.houses, steps, size, clock.today),
    workers: [{ from: start, staff }],
    quiet: true,
    calm: true,
    ...(showcase.extra === undefined ? {} : { extra: showcase.extra }),
  }
  const drawn = drawHousehold(random, size, Number(dayOf(start).slice(0, 4)))
  const refugees = drawn.map((refugee, at) => ({ ...refugee, ...showcase.people(at) }))
  tellMembers(wanted, rows, random, story, refugees, showcase.codes)
}
