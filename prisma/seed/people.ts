/** The people of the house as the generator knows them: the fourteen of the demonstration, and more for large caseloads. */
import type { District } from '../../lib/domain/pathway/vocabulary.ts'
import type { Role } from '../../lib/domain/policy/roles.ts'
import { demoAccounts, demoTeams } from './accounts.ts'
import { clockOf, dayOf, iso, type Clock } from './almanac.ts'
import type { Codes } from './codes.ts'
import { houseBook, type HouseBook } from './houses.ts'
import type { Random } from './random.ts'
import type { Rows, Tables } from './rows.ts'
import type { Tongue } from './words/notes.ts'

export type Staff = {
  readonly id: string
  name: string
  readonly tongues: Readonly<Record<Tongue, number>>
  /** Cases that they work on now. */
  open: number
}

export type Team = {
  readonly id: string
  readonly name: string
  readonly clock: Clock
  readonly districts: Readonly<Partial<Record<District, number>>>
  readonly supervisor: Staff
  readonly workers: Staff[]
  readonly houses: HouseBook
  /** Who is on call at an instant. */
  onCallAt(instant: number): Staff
}

type Place = {
  readonly timeZone: string
  readonly districts: Readonly<Partial<Record<District, number>>>
  readonly tongues: Readonly<Record<Tongue, number>>
}

const FAR_EAST: Place = {
  timeZone: 'Asia/Vladivostok',
  districts: { 'far-eastern': 8, siberian: 2 },
  tongues: { ko: 4, ru: 3, en: 3 },
}
const CAPITAL: Place = {
  timeZone: 'Europe/Moscow',
  districts: { central: 12, northwestern: 3, volga: 2, southern: 1, ural: 1, 'north-caucasian': 1 },
  tongues: { ko: 1, ru: 7, en: 2 },
}
const PLACES: Readonly<Record<string, Place>> = {
  Vladivostok: FAR_EAST,
  Moscow: CAPITAL,
  Khabarovsk: FAR_EAST,
}
const FURTHER: readonly (readonly [string, Place])[] = [
  ['Irkutsk', { ...FAR_EAST, timeZone: 'Asia/Irkutsk', districts: { siberian: 1 } }],
  ['Nakhodka', FAR_EAST],
  ['Tver', CAPITAL],
  ['Chita', { ...FAR_EAST, timeZone: 'Asia/Yakutsk', districts: { 'far-eastern': 3, siberian: 1 } }],
  ['Tula', CAPITAL],
  ['Blagoveshchensk', { ...FAR_EAST, timeZone: 'Asia/Yakutsk', districts: { 'far-eastern': 1 } }],
]
const FIRST_NAMES = [
  'Alma',
  'Boris',
  'Chae',
  'Dina',
  'Egor',
  'Fira',
  'Gleb',
  'Hyo',
  'Inna',
  'Jae',
  'Kira',
  'Lev',
]
const LAST_NAMES = [
  'Abramtsev',
  'Bang',
  'Chernov',
  'Do',
  'Eliseev',
  'Gil',
  'Hegai',
  'Ivlev',
  'Ji',
  'Kogan',
  'Ma',
]

const WEEK_MS = 7 * 86_400_000
/** Number of a Monday; the shifts change on Mondays at eight. */
const A_MONDAY = 4
const HOUSE_OPENED = 17_866

/** Adds the people who work for no team, and the teams of the demonstration with theirs. */
export function openHouse(
  random: Random,
  rows: Rows,
  codes: Codes,
  todayIn: (zone: string) => string,
): Team[] {
  const ids = new Map(demoAccounts.map((account) => [account.login, random.fork(account.login).uuid()]))
  const teams = demoTeams.map((name) => {
    const place = PLACES[name] ?? FAR_EAST
    const members = demoAccounts.filter((account) => account.team === name)
    const staff = (role: Role) =>
      members
        .filter((account) => account.roles.includes(role))
        .map(({ login, name }) => ({
          ...{ id: ids.get(login) ?? '', name },
          ...{ tongues: place.tongues, open: 0 },
        }))
    const [supervisor] = staff('supervisor')
    if (supervisor === undefined) throw new Error(`${name} has no supervisor`)
    return openTeam(
      random.fork(name),
      { name, place, supervisor, workers: staff('caseworker') },
      codes,
      todayIn,
    )
  })
  for (const team of teams) rows.team.push(teamRow(team))
  for (const account of demoAccounts) {
    rows.person.push({
      id: ids.get(account.login) ?? '',
      login: account.login,
      display_name: account.name,
      roles: account.roles,
      team_id: teams.find((team) => team.name === account.team)?.id ?? null,
      created_at: iso(HOUSE_OPENED * 86_400_000),
    })
  }
  for (const team of teams) rows.on_call_shift.push(...shifts(random, team))
  return teams
}

/** Opens one more team for a large caseload; its people cannot sign in. */
export function openFurtherTeam(
  random: Random,
  number: number,
  rows: Rows,
  codes: Codes,
  todayIn: (zone: string) => string,
): Team {
  const [city, place] = FURTHER[number % FURTHER.length] ?? ['Irkutsk', FAR_EAST]
  const name = `${city} ${String(Math.floor(number / FURTHER.length) + 1)}`
  const supervisor: Staff = { id: random.uuid(), name: '', tongues: place.tongues, open: 0 }
  const team = openTeam(random, { name, place, supervisor, workers: [] }, codes, todayIn)
  rows.team.push(teamRow(team))
  const person = furtherPerson(random, supervisor.id, `s-${String(number)}`, ['supervisor'], team.id)
  supervisor.name = person.display_name
  rows.person.push(person)
  rows.on_call_shift.push(...shifts(random, team))
  return team
}

/** Adds a caseworker to a team. */
export function hire(random: Random, team: Team, rows: Rows): Staff {
  const staff: Staff = { id: random.uuid(), name: '', tongues: team.supervisor.tongues, open: 0 }
  const login = `w-${staff.id.slice(0, 13)}`
  const person = furtherPerson(random, staff.id, login, ['caseworker'], team.id)
  staff.name = person.display_name
  rows.person.push(person)
  team.workers.push(staff)
  return staff
}

type NewTeam = { name: string; place: Place; supervisor: Staff; workers: Staff[] }

function openTeam(random: Random, fresh: NewTeam, codes: Codes, todayIn: (zone: string) => string): Team {
  const { name, place, supervisor, workers } = fresh
  const id = random.uuid()
  const clock = clockOf(place.timeZone, todayIn(place.timeZone))
  const houses = houseBook(random.fork('houses'), { id, clock, districts: place.districts }, codes)
  const thisWeek = weekOf(clock, clock.at(clock.today, 12))
  // As they are now: whoever is hired later joins no rota. Around today the duty stays with one person; where a team has
  // one caseworker it is the supervisor, so that signing in as that caseworker shows what caseworkers reach.
  const rota = [supervisor, ...workers]
  const around = workers.length > 1 ? (workers[0] ?? supervisor) : supervisor
  return {
    id,
    name,
    clock,
    districts: place.districts,
    supervisor,
    workers,
    houses,
    onCallAt: (instant) => {
      const away = weekOf(clock, instant) - thisWeek
      const turn = ((away % rota.length) + rota.length) % rota.length
      return Math.abs(away) <= 1 ? around : (rota[turn] ?? supervisor)
    },
  }
}

function weekOf(clock: Clock, instant: number): number {
  return Math.floor((instant - clock.at(A_MONDAY, 8)) / WEEK_MS)
}

function shifts(random: Random, team: Team): Tables['on_call_shift'][] {
  const now = weekOf(team.clock, team.clock.at(team.clock.today, 12))
  return Array.from({ length: 31 }, (_, at) => {
    const from = team.clock.at(A_MONDAY, 8) + (now - 26 + at) * WEEK_MS
    return {
      id: random.uuid(),
      team_id: team.id,
      person_id: team.onCallAt(from).id,
      from_at: iso(from),
      until_at: iso(from + WEEK_MS),
    }
  })
}

function teamRow(team: Team): Tables['team'] {
  const opened = iso(team.clock.at(HOUSE_OPENED, 9))
  return { id: team.id, name: team.name, time_zone: team.clock.timeZone, created_at: opened }
}

function furtherPerson(
  random: Random,
  id: string,
  login: string,
  roles: readonly Role[],
  teamId: string,
): Tables['person'] {
  return {
    id,
    login,
    display_name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    roles,
    team_id: teamId,
    created_at: `${dayOf(HOUSE_OPENED)}T09:00:00.000Z`,
  }
}
