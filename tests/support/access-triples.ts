/**
 * Generated triples of a person, a case and a command: what the domain decides and what PostgreSQL does with the same
 * statement, run as the app's login in that person's context and rolled back.
 */
import type pg from 'pg'
import fc from 'fast-check'
import { mayOn } from '../../lib/domain/policy/decide.ts'
import { GUEST_SECTIONS, type GuestSection } from '../../lib/domain/policy/guests.ts'
import { mayHoldTogether, needsTeam, ROLES, type PersonActor } from '../../lib/domain/policy/roles.ts'
import { COMMANDS, type Command } from './case-commands.ts'
import { makeCase, makePerson, makeTeam, openCriticalIncident, type TestCase } from './cast.ts'
import { enter, look } from './database.ts'
import { SEAL_SHAPED } from './sealed-rows.ts'
import { put } from './sealed.ts'

type Triple = { readonly who: number; readonly which: number; readonly what: number }

export type Agreement = { triples: number; allowed: number; refused: number }

type CarriedCase = TestCase & {
  readonly workers: readonly string[]
  /** Those of them whose own the case is; the others overlap or stand in. */
  readonly carriers: readonly string[]
  readonly critical: boolean
  readonly shared: ReadonlyMap<string, readonly GuestSection[]>
  /** Who holds it open by break-glass. */
  readonly openers: readonly string[]
}
type World = { readonly people: readonly PersonActor[]; readonly cases: readonly CarriedCase[] }

/**
 * Every lawful pair of roles in two teams, on duty and off, and cases that some of them carry, overlap or cover, calm and
 * critical, and that some of any team hold open by break-glass, or held until a moment ago.
 */
async function makeWorld(): Promise<World> {
  const teams = [await makeTeam(), await makeTeam('Europe/Moscow')]
  const people: PersonActor[] = []
  for (const team of teams) {
    for (let guests = 4; guests > 0; guests--) people.push(await makePerson(['guest'], team))
    for (const one of ROLES) {
      for (const other of ROLES) {
        const roles = [...new Set([one, other])]
        if (one > other || !mayHoldTogether(roles)) continue
        people.push(await makePerson(roles, team))
        people.push(await makePerson(roles, team, { onCall: true }))
      }
    }
  }
  people.push(
    ...(await Promise.all(
      ROLES.filter((role) => !needsTeam([role])).map((role) => makePerson([role], null)),
    )),
  )
  const cases: CarriedCase[] = []
  for (const [index, team] of [...teams, ...teams].entries()) {
    const workers = people.filter((_, at) => at % 4 === index)
    const file = await makeCase(team, workers)
    await fillTables(file.id, workers[0]?.personId ?? '')
    const carriers = workers.filter((_, at) => at % 3 === 0).map(({ personId }) => personId)
    await onlyForATime(file.id, carriers)
    const shared = await openToGuests(file, people, index)
    const critical = index >= teams.length
    if (critical) await openCriticalIncident(file, workers[0]?.personId ?? '')
    const openers = people.filter((_, at) => at % 5 === index).map(({ personId }) => personId)
    const before = people.filter((_, at) => at % 5 === 4).map(({ personId }) => personId)
    await breakGlassOf(file.id, openers, '10 minutes')
    await breakGlassOf(file.id, before, `${String(31 * (index + 1))} minutes`)
    const has = { workers: workers.map(({ personId }) => personId), carriers, shared, openers }
    cases.push({ ...file, ...has, critical })
  }
  return { people, cases }
}

/** Whoever does not carry the case has it until tomorrow: half of them overlap, half stand in. */
async function onlyForATime(caseId: string, carriers: readonly string[]): Promise<void> {
  await look(
    `update assignment set until_at = now() + interval '1 day',
       kind = case when ascii(person_id::text) % 2 = 0 then 'carry' else 'cover' end
     where case_id = $1 and person_id <> all ($2::uuid[])`,
    [caseId, carriers],
  )
}

/** Opens a case to people, a while ago; nobody holds two at once. */
async function breakGlassOf(caseId: string, people: readonly string[], ago: string): Promise<void> {
  await look(
    `insert into break_glass (id, case_id, person_id, reason, opened_at, until_at, due_at)
     select gen_random_uuid(), $1, p, $4, now() - $3::interval,
       now() - $3::interval + interval '30 minutes', now() + interval '6 days' from unnest($2::uuid[]) p`,
    [caseId, people, ago, SEAL_SHAPED],
  )
}

/** Whose rows say who reaches a case: those the world gives out by itself. */
const PEOPLED = ['assignment', 'break_glass']

/** One row of every table, so that there is something to see. */
async function fillTables(caseId: string, by: string): Promise<void> {
  for (const { does, sql, table } of COMMANDS) {
    if (does === 'add' && !PEOPLED.includes(table)) await look(sql, [caseId, by])
  }
  await put('identity', { case_id: caseId })
  const plan = `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
    values (gen_random_uuid(), $1, 1, 'passport', 0, $2)`
  await look(plan, [caseId, by])
  const request = `insert into approval_request (id, case_id, kind, subject_id, snapshot, asked_by, expires_at)
    select gen_random_uuid(), $1, 'journey-plan', id, '${SEAL_SHAPED}', gen_random_uuid(), now() + interval '1 day' from journey_plan where case_id = $1`
  await look(request, [caseId])
  // A second plan, written by nobody here and asked of nobody: it opens to those who may know who it is about, and no other.
  const route = `with p as (insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
      values (gen_random_uuid(), $1, 2, 'passport', 0, gen_random_uuid()) returning id, recorded_by)
    insert into journey_route (plan_id, case_id, route, fallbacks, escort, recorded_by)
    select p.id, $1, $2, $2, $2, p.recorded_by from p`
  await look(route, [caseId, SEAL_SHAPED])
  await look(
    `insert into protection_number (step_id, case_id, reference) select id, case_id, $2 from protection_step where case_id = $1`,
    [caseId, SEAL_SHAPED],
  )
  const home = `with h as (insert into house (id, code, team_id, kind, federal_district, capacity)
      select id, id::text, team_id, 'reception', 'central', 4 from case_file where id = $1 returning id),
      a as (insert into house_address (house_id, address) select h.id, $3 from h)
    insert into placement (id, case_id, house_id, bed, since, recorded_by)
    select gen_random_uuid(), $1, h.id, 1, current_date, $2 from h`
  await look(home, [caseId, by, SEAL_SHAPED])
}

/** Some guests may see the case today, one of them saw it yesterday, and for one it was ended. */
async function openToGuests(
  file: TestCase,
  people: readonly PersonActor[],
  index: number,
): Promise<ReadonlyMap<string, readonly GuestSection[]>> {
  const shared = new Map<string, readonly GuestSection[]>()
  const guests = people.filter(({ roles }) => roles.includes('guest'))
  for (const [at, { personId, teamId }] of guests.entries()) {
    if (at % 4 !== index) continue
    const sections = GUEST_SECTIONS.filter((_, section) => (section + index) % 2 === 0)
    const open = [
      `current_date - 1, current_date + 1, null::timestamptz, null::uuid`,
      'current_date - 9, current_date - 2, null, null::uuid',
    ]
    const days = open[Math.floor(at / 4)] ?? 'current_date - 1, current_date + 1, now(), $2'
    const sql = `insert into guest_access (id, case_id, person_id, sections, from_on, until_on, ended_at, ended_by, given_by)
      values (gen_random_uuid(), $1, $2, $3, ${days}, $2)`
    await look(sql, [file.id, personId, sections])
    // A guest of another team has nothing of it.
    if (days === open[0] && teamId === file.team.id) shared.set(personId, sections)
  }
  return shared
}

function sharedWith(file: CarriedCase, actor: PersonActor): { shared?: readonly GuestSection[] } {
  const shared = file.shared.get(actor.personId)
  return shared === undefined ? {} : { shared }
}

function allows(actor: PersonActor, file: CarriedCase, command: Command): boolean {
  const standing = {
    own: file.workers.includes(actor.personId),
    team: actor.teamId === file.team.id,
    critical: file.critical,
    ...sharedWith(file, actor),
    opened: file.openers.includes(actor.personId),
  }
  const may = ({ by, or, carrying = false }: Command) => {
    const own = carrying ? file.carriers.includes(actor.personId) : standing.own
    return by.some((action) => mayOn(actor, action, { ...standing, own })) || or?.(actor) === true
  }
  if (command.does !== 'change') return may(command)
  // A change comes with a `where`: PostgreSQL asks for sight of the row as well.
  const sight = COMMANDS.find(({ does, table }) => does === 'see' && table === command.table)
  return may(command) && sight !== undefined && may(sight)
}

async function accepts(
  client: pg.Client,
  actor: PersonActor,
  file: TestCase,
  command: Command,
): Promise<boolean> {
  await enter(client, actor)
  try {
    const { rowCount } = await client.query(command.sql, [file.id, actor.personId])
    return (rowCount ?? 0) > 0
  } catch (error) {
    // Refused to add; anything else, a broken constraint above all, is no verdict of the guards.
    if (error instanceof Error && /row-level security/.test(error.message)) return false
    if (error instanceof Error && /assignment_once|refused by "break_glass/.test(error.message)) return true
    throw error
  } finally {
    await client.query('rollback')
  }
}

/**
 * Runs the triples and throws at the first on which the two disagree.
 *
 * @param client a connection as the app's login
 */
export async function compareTriples(
  client: pg.Client,
  { runs, seed }: { runs: number; seed: number },
): Promise<Agreement> {
  const { people, cases } = await makeWorld()
  const count: Agreement = { triples: 0, allowed: 0, refused: 0 }
  const triple: fc.Arbitrary<Triple> = fc.record({
    who: fc.nat(people.length - 1),
    which: fc.nat(cases.length - 1),
    what: fc.nat(COMMANDS.length - 1),
  })
  await fc.assert(
    fc.asyncProperty(triple, async ({ who, which, what }) => {
      const [actor, file, command] = [people[who], cases[which], COMMANDS[what]]
      if (actor === undefined || file === undefined || command === undefined) throw new Error('drawn beyond')
      const decided = allows(actor, file, command)
      const done = await accepts(client, actor, file, command)
      count.triples++
      count[done ? 'allowed' : 'refused']++
      if (decided === done) return
      const about = { roles: actor.roles, onCall: actor.onCall, own: file.workers.includes(actor.personId) }
      const stands = {
        ...about,
        team: actor.teamId === file.team.id,
        critical: file.critical,
        opened: file.openers.includes(actor.personId),
      }
      throw new Error(
        `the domain ${decided ? 'allows' : 'refuses'} to ${command.does} ${command.table}, the database does not: ${JSON.stringify(stands)}`,
      )
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  return count
}
