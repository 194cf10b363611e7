/**
 * The people and cases that feature tests play with: two teams, their workers and supervisors, and cases that are put
 * where a test needs them. Written past every door, because what is tested begins after it.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { spellCode } from '../../lib/domain/code-name.ts'
import type { MoveKind } from '../../lib/domain/pathway/moves.ts'
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import type { PersonActor, Role } from '../../lib/domain/policy/roles.ts'
import type { SubmittedForm } from '../../lib/server/act/submission.ts'
import { look } from './database.ts'
import { asKept, put } from './sealed.ts'

export type Team = { readonly id: string; readonly timeZone: string }

/** Makes a team. */
export async function makeTeam(timeZone = 'Asia/Vladivostok'): Promise<Team> {
  const id = randomUUID()
  await look('insert into team (id, name, time_zone) values ($1, $2, $3)', [id, `Team ${id}`, timeZone])
  return { id, timeZone }
}

/** Makes somebody who works in the house, as the actor that their session would give. */
export async function makePerson(
  roles: readonly Role[],
  team: Team | null,
  duty: { onCall?: boolean; disabled?: boolean } = {},
): Promise<PersonActor> {
  const id = randomUUID()
  await put('person', {
    ...{ id, login: `p-${id}`, display_name: 'Somebody', roles, team_id: team?.id ?? null },
    disabled_at: duty.disabled === true ? 'now' : null,
  })
  if (duty.onCall === true && team !== null) await putOnCall(team, id)
  return {
    kind: 'person',
    personId: id,
    roles,
    teamId: team?.id ?? null,
    onCall: duty.onCall === true,
    provedAt: new Date(),
  }
}

/** Gives somebody another name. */
export async function rename({ personId: id }: PersonActor, name: string): Promise<void> {
  const { display_name } = await asKept('person', { id, display_name: name })
  await look('update person set display_name = $2 where id = $1', [id, display_name])
}

/** Puts somebody on call for a team from an hour ago until `hours` from now. */
export async function putOnCall(team: Team, personId: string, hours = 1): Promise<void> {
  await look(
    `insert into on_call_shift (id, team_id, person_id, from_at, until_at)
     values ($1, $2, $3, now() - interval '8 hours', now() + make_interval(secs => $4 * 3600))`,
    [randomUUID(), team.id, personId, hours],
  )
}

export type TestCase = { readonly id: string; readonly code: string; readonly team: Team }

/** The planned way to each stage. */
const WAYS: Readonly<Record<OpenStage, readonly OpenStage[]>> = {
  contact: ['contact'],
  'safe-house': ['contact', 'safe-house'],
  'unhcr-registration': ['contact', 'unhcr-registration'],
  transit: ['contact', 'unhcr-registration', 'transit'],
  hanawon: ['contact', 'unhcr-registration', 'transit', 'hanawon'],
}

/** Makes an open case that stands in a stage since today and is assigned to the given workers. */
export async function makeCase(
  team: Team,
  workers: readonly PersonActor[],
  stage: OpenStage = 'contact',
): Promise<TestCase> {
  const id = randomUUID()
  const code = spellCode(randomBytes(8))
  const today = `(now() at time zone '${team.timeZone}')::date`
  const recorder = workers[0]?.personId ?? randomUUID()
  const way = WAYS[stage]
  const spells = way.map((at, index) => {
    const [from, kind]: [string, MoveKind] =
      index === 0 ? ['start', 'opening'] : [way[index - 1] ?? '', 'planned']
    const until = index === way.length - 1 ? 'null::date' : today
    return `('${randomUUID()}'::uuid, ${index + 1}, '${from}', '${at}', '${kind}', ${until})`
  })
  await look(
    `with home as (insert into household (id) values ($1) returning id),
       file as (insert into case_file (id, code, team_id, household_id, stage, stage_since, group_code, sector, sex,
           federal_district, enlisted, visa_purpose, passport_withheld, wages_withheld)
         select $1, $2, $3, home.id, $4, ${today}, 'dispatched-worker', 'logging', 'unknown', 'far-eastern',
           'unknown', 'work', 'unknown', 'unknown' from home returning id),
       work as (insert into assignment (id, case_id, person_id, from_at)
         select gen_random_uuid(), file.id, p, now() - interval '1 day' from file, unnest($5::uuid[]) p)
     insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
       occurred_precision, since, until, recorded_by)
     select v.id, file.id, v.sequence, v.from_stage, v.stage, v.kind, false, ${today}, 'day', ${today}, v.until, $6
     from file, (values ${spells.join(', ')}) v (id, sequence, from_stage, stage, kind, until)`,
    [id, code, team.id, stage, workers.map((worker) => worker.personId), recorder],
  )
  return { id, code, team }
}

/** Reports that somebody's life is in danger on a case, which lets whoever is on call reach it. Gives the incident's id. */
export async function openCriticalIncident(file: { readonly id: string }, by: string): Promise<string> {
  const id = randomUUID()
  const what = { kind: 'detention', severity: 'critical', occurred_on: 'today', occurred_precision: 'day' }
  return put('incident', { id, code: id, case_id: file.id, ...what, recorded_by: by })
}

/** Gives somebody a task on a case that is due in so many days. */
export async function addTask(
  file: { readonly id: string },
  whose: PersonActor,
  { title = 'Call back', days = 0 } = {},
): Promise<string> {
  const due_at = new Date(Date.now() + days * 24 * 3_600_000)
  const people = { assignee_id: whose.personId, recorded_by: whose.personId }
  return put('task', { case_id: file.id, ...people, kind: 'custom', title, due_at })
}

/** Somebody held a case open for half an hour, from so many minutes ago; nobody has looked at it yet. */
export async function heldOpen(
  file: { readonly id: string },
  by: { readonly personId: string },
  minutesAgo: number,
): Promise<string> {
  const from = Date.now() - minutesAgo * 60_000
  const after = (minutes: number) => new Date(from + minutes * 60_000)
  return put('break_glass', {
    ...{ case_id: file.id, person_id: by.personId, reason: 'The minders are at the door of this house.' },
    ...{ opened_at: after(0), until_at: after(30), due_at: after(7 * 24 * 60) },
  })
}

/** A form as the browser sends it: a fresh key, or a given one for a retry of the same values. */
export function formOf(
  values: unknown = null,
  { key = randomUUID(), version = null }: { key?: string; version?: number | null } = {},
): SubmittedForm {
  const hash = new Uint8Array(createHash('sha256').update(JSON.stringify(values)).digest())
  return { key, version, hash }
}

/** What the audit log says of an action, the newest last. */
export async function factsOf(
  action: string,
): Promise<readonly { result: string; subject: string | null }[]> {
  const rows = await look<{ payload: Buffer }>(
    'select payload from audit_entry where action = $1 order by id',
    [action],
  )
  return rows.map(
    ({ payload }) => JSON.parse(payload.toString('utf8')) as { result: string; subject: string },
  )
}
