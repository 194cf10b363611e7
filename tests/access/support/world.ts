/**
 * The house of the matrix: one person for each column, and rows that are their own, their team's, another team's, or
 * not there. Whatever the product can make is made through its own doors; only what no door makes is written directly.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { demoAccounts } from '../../../prisma/seed/accounts.ts'
import type { Role } from '../../../lib/domain/policy/roles.ts'
import type { Column, Standing } from '../../support/access-matrix.ts'
import { pdf } from '../../support/pictures.ts'
import type { Keyring } from '../../../lib/server/vault/keyring.ts'
import type { OpenHouse } from '../../support/house.ts'
import { behindOf, putBehind, ringOf, sealedRow, type Behind } from '../../support/sealed-rows.ts'
import { builtActions, type BuiltAction } from './build.ts'
import { outcomeOf, post, send, signedIn, type Answered, type Client } from './client.ts'
import { filledCase, FILLED, type Need, type Values } from './forms.ts'
import { putRelease } from '../../support/put-release.ts'

/** Who stands for each column. The worker and the supervisor are of one team. */
export const CAST = {
  caseworker: 'nara',
  supervisor: 'yuri',
  director: 'hana',
  analyst: 'dan',
  auditor: 'vera',
  administrator: 'root',
  guest: 'matrix-guest',
  trustee: 'lena',
  'on-call': 'matrix-on-call',
  visitor: null,
} as const satisfies Record<Column, string | null>

/** Who works on the case that is one's own, the team's, or foreign; and who supervises them. */
const WORKER = { own: 'nara', team: 'pavel', foreign: 'mina' } as const
/** Who asks for a change of roles, which another administrator decides. */
const ADMINISTRATOR = { own: 'root', team: 'ines', foreign: 'ines' } as const
const SUPERVISOR = { own: 'yuri', team: 'yuri', foreign: 'suji' } as const

/** What a door is asked about. `id` is the row beside the case: a request, a task, a person. */
export type Subject = { readonly caseId: string; readonly code: string; readonly id: string }

export type Existing = Exclude<Standing, 'absent'>

/** A document that cannot be cleaned, so that what comes back can be compared. */
const PAPER = pdf(2_000)

/** No such thing: what the doors are asked for when nothing is there. */
export function nothing(): Subject {
  return { caseId: randomUUID(), code: 'bakamor-00', id: randomUUID() }
}

/** The password of all for somebody whom the demo does not have. */
const LET_IN = `INSERT INTO credential (person_id, password_hash)
  SELECT $1, k.password_hash FROM credential k JOIN person p ON p.id = k.person_id WHERE p.login = $2`

/** Adds somebody to the team of a worker. */
async function addBeside(
  behind: Behind,
  person: { readonly id: string; readonly login: string; readonly role: Role },
  worker: string,
): Promise<void> {
  const [beside] = await behind.look<{ team_id: string }>('SELECT team_id FROM person WHERE login = $1', [
    worker,
  ])
  const { id, login, role } = person
  const row = { id, login, display_name: 'Somebody', roles: [role], team_id: beside?.team_id ?? null }
  await putBehind(behind, 'person', row)
}

/** Adds somebody of the cast, unless they are there. */
async function addToCast(behind: Behind, login: string, role: Role): Promise<void> {
  const there = await behind.look('SELECT FROM person WHERE login = $1', [login])
  if (there.length > 0) return
  const id = randomUUID()
  await addBeside(behind, { id, login, role }, WORKER.own)
  await behind.look(LET_IN, [id, WORKER.own])
}

/** From now on nobody else of the team is on call. */
const OFF_DUTY = `DELETE FROM on_call_shift WHERE team_id = (SELECT team_id FROM person WHERE login = $1)`
const ON_DUTY = `INSERT INTO on_call_shift (id, team_id, person_id, from_at, until_at)
  SELECT gen_random_uuid(), team_id, id, now() - interval '1 hour', now() + interval '1 day' FROM person WHERE login = $1`

function passwordOf(login: string): string {
  const [any] = demoAccounts
  const found = demoAccounts.find((account) => account.login === login) ?? any
  if (found === undefined) throw new Error('the demo has no accounts')
  return found.password
}

/** The address of a page about a subject. */
export function addressOf(route: string, { caseId, code, id }: Subject): string {
  return route
    .replace('[code]', code)
    .replace('[id]', id)
    .replace('[handle]', id)
    .replace('[caseId]', caseId)
    .replace('[name]', `${code}.json`)
    .replace('[...nextauth]', 'csrf')
}

export class World {
  readonly baseUrl: string
  private readonly database: pg.Client
  private readonly cookies: ReadonlyMap<string, string>
  private readonly ring: Keyring
  private readonly behind: Behind
  private year = 1998
  private turn: Promise<unknown> = Promise.resolve()
  private readonly actions = new Map(builtActions().map((action) => [action.name, action]))

  private constructor(
    baseUrl: string,
    database: pg.Client,
    cookies: ReadonlyMap<string, string>,
    { ring, behind }: { readonly ring: Keyring; readonly behind: Behind },
  ) {
    this.baseUrl = baseUrl
    this.database = database
    this.cookies = cookies
    this.ring = ring
    this.behind = behind
  }

  /** @param baseUrl the server that is asked; sessions are opened where next-auth is at home */
  static async open(house: OpenHouse, baseUrl: string): Promise<World> {
    if (house.baseUrl === null) throw new Error('the house serves nobody')
    const database = new pg.Client({ connectionString: house.superuserUrl })
    await database.connect()
    const ring = ringOf(house.settings)
    const behind = behindOf(
      ring,
      async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
        const { rows } = await database.query<R>(text, [...values])
        return rows
      },
    )
    await addToCast(behind, CAST.guest, 'guest')
    await addToCast(behind, CAST['on-call'], 'caseworker')
    await database.query(OFF_DUTY, [CAST['on-call']])
    await database.query(ON_DUTY, [CAST['on-call']])
    // How often somebody may look has tests of its own.
    await database.query('UPDATE house_limit SET value = 1000')
    const logins = [
      ...Object.values(CAST),
      ...Object.values(WORKER),
      ...Object.values(SUPERVISOR),
      ...Object.values(ADMINISTRATOR),
    ]
    const cookies = new Map<string, string>()
    for (const login of new Set(logins)) {
      if (login !== null) cookies.set(login, await signedIn(house.baseUrl, login, passwordOf(login)))
    }
    return new World(baseUrl, database, cookies, { ring, behind })
  }

  async close(): Promise<void> {
    await this.database.end()
    await this.ring.close()
  }

  async look<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.database.query<R>(text, [...values])).rows
  }

  /**
   * Every row of the house as one word a table, but for what a look itself leaves behind: the log, and the sign of life
   * of a session.
   */
  async fingerprint(): Promise<Readonly<Record<string, string>>> {
    const tables = await this.look<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables
       WHERE schemaname = 'public' AND tablename NOT IN ('audit_entry', 'session', 'release_defence') ORDER BY tablename`,
    )
    // The house escalates by its own clock: what rings further up comes of no request.
    // And it prepares by its own clock what somebody who may has asked for.
    const own: Readonly<Record<string, string>> = {
      alert: `"alert" WHERE step = 'raised'`,
      release: `"release" WHERE taken_as IS NULL AND state <> 'preparing'`,
    }
    const counted = (name: string) => own[name] ?? `"${name}"`
    // Every insert and every update gives a row a new xmin; a delete takes one away.
    const columns = tables.map(
      ({ name }) =>
        `(SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM ${counted(name)}) AS "${name}"`,
    )
    const [row] = await this.look<Record<string, string>>(
      `SELECT ${columns.join(', ')}, (SELECT count(*)::text FROM session WHERE ended_at IS NULL) AS session`,
    )
    return row ?? {}
  }

  /** Where the log stands. */
  async lastEntry(): Promise<string> {
    const [row] = await this.look<{ last: string }>(
      'SELECT coalesce(max(id), 0)::text AS last FROM audit_entry',
    )
    return row?.last ?? '0'
  }

  /** What was attempted since, and how each attempt ended. */
  async entriesAfter(last: string): Promise<readonly { readonly action: string; readonly result: string }[]> {
    const rows = await this.look<{ action: string; payload: Buffer }>(
      `SELECT action, payload FROM audit_entry
       WHERE id > $1 AND convert_from(payload, 'UTF8')::jsonb ->> 'by' <> 'system' ORDER BY id`,
      [last],
    )
    return rows.map(({ action, payload }) => {
      const { result } = JSON.parse(payload.toString('utf8')) as { result: string }
      return { action, result: result.startsWith('refused:') ? 'refused' : result }
    })
  }

  as(login: string | null): Client {
    return { baseUrl: this.baseUrl, cookie: login === null ? '' : (this.cookies.get(login) ?? '') }
  }

  action(name: string): BuiltAction {
    const found = this.actions.get(name)
    if (found === undefined) throw new Error(`the build has no action ${name}`)
    return found
  }

  /** Calls an action where its form stands. */
  call(
    client: Client,
    name: string,
    subject: Subject,
    values: Values | FormData,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const action = this.action(name)
    const page = action.pages.toSorted((one, other) => one.length - other.length)[0] ?? '/'
    return post(client, addressOf(page, subject), action, values, headers)
  }

  /** Sends a document about a subject, of which `id` becomes the document's. */
  upload(
    client: Client,
    subject: Subject,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const { caseId, id } = subject
    const form = { key: randomUUID(), caseId, id, file: PAPER.length, ...FILLED.document() }
    return send(client, `/api/documents/${caseId}`, form, PAPER, headers)
  }

  /** The same for whoever may: anything but success is a fault of the test. */
  private async does(login: string, name: string, subject: Subject, values: Values) {
    const answer = await this.call(this.as(login), name, subject, { key: randomUUID(), ...values })
    const outcome = outcomeOf(answer)
    if (outcome !== 'ok')
      throw new Error(
        `${login} could not ${name}: ${outcome ?? String(answer.status)} ${answer.text.slice(0, 300)}`,
      )
  }

  private async sends(login: string, subject: Subject): Promise<void> {
    const { status, text } = await this.upload(this.as(login), subject)
    if (status !== 200) throw new Error(`${login} could not send a document: ${text}`)
  }

  async personId(login: string): Promise<string> {
    const [row] = await this.look<{ id: string }>('SELECT id::text FROM person WHERE login = $1', [login])
    if (row === undefined) throw new Error(`there is no ${login}`)
    return row.id
  }

  /** An open case. One's own is assigned to everybody of the cast, so that only the role can stand in the way. */
  async openCase(standing: Existing): Promise<Subject> {
    const values = filledCase()
    const none = nothing()
    await this.does(WORKER[standing], 'createCaseAction', none, values)
    const [row] = await this.look<{ code: string }>('SELECT code FROM case_file WHERE id = $1', [values.id])
    if (standing === 'own') {
      await this.look(
        `INSERT INTO assignment (id, case_id, person_id, from_at)
         SELECT gen_random_uuid(), $1, id, now() FROM person WHERE login = ANY ($2) AND login <> $3`,
        [values.id, Object.values(CAST).filter((login) => login !== null), WORKER.own],
      )
    }
    return { caseId: values.id, code: row?.code ?? '', id: none.id }
  }

  private async oneId(text: string, about: string): Promise<string> {
    const [row] = await this.look<{ id: string }>(text, [about])
    if (row === undefined) throw new Error('what was just made is not there')
    return row.id
  }

  /** Each has a year of its own: a period leaves once. */
  private async release(to: 'ready' | 'requested' | 'approved', by: string): Promise<Subject> {
    const put = this.turn.then(() => putRelease(this.look.bind(this), { to, by, year: this.year-- }))
    // One after the other: none leaves that does not know those before it.
    this.turn = put.catch(() => undefined)
    return { ...nothing(), ...(await put) }
  }

  readonly make: Readonly<Record<Need, (standing: Existing, column: Column) => Promise<Subject>>> = {
    nothing: () => Promise.resolve(nothing()),
    case: (standing) => this.openCase(standing),
    guest: async (standing) => {
      const made = await this.openCase(standing)
      const login = `matrix-${made.id.slice(0, 8)}`
      await addBeside(this.behind, { id: made.id, login, role: 'guest' }, WORKER[standing])
      return made
    },
    opening: async (standing) => {
      const made = await this.make.guest(standing, 'visitor')
      const values = FILLED.sharing(made)
      await this.does(WORKER[standing], 'shareCaseAction', made, values)
      return { ...made, id: String(values['id']) }
    },
    // A supervisor puts before others only what they may see: a plan that they wrote.
    plan: async (standing, column) => {
      const made = await this.openCase(standing)
      const by = column === 'supervisor' ? SUPERVISOR[standing] : WORKER[standing]
      await this.does(by, 'planJourneyAction', made, FILLED.plan(made))
      return made
    },
    // One's own request is one that the approver asked for.
    request: async (standing) => {
      const made = await this.make.plan(standing, standing === 'own' ? 'supervisor' : 'visitor')
      const by = standing === 'own' ? SUPERVISOR.own : WORKER[standing]
      await this.does(by, 'requestApprovalAction', made, { caseId: made.caseId, id: made.id })
      return made
    },
    change: async (standing) => {
      const made = await this.make.person(standing === 'own' ? 'team' : standing, 'visitor')
      const change = { personId: made.id, displayName: 'Somebody', roles: ['analyst'], teamId: '' }
      await this.does(ADMINISTRATOR[standing], 'editPersonAction', made, change)
      const asked = await this.oneId('SELECT id::text FROM approval_request WHERE person_id = $1', made.id)
      return { ...made, id: asked }
    },
    task: async (standing) => {
      const made = await this.openCase(standing)
      await this.does(WORKER[standing], 'createTaskAction', made, FILLED.task(made))
      return made
    },
    incident: async (standing) => {
      const made = await this.openCase(standing)
      await this.does(WORKER[standing], 'reportIncidentAction', made, FILLED.incident(made))
      return made
    },
    // Approved for whoever closes: an approval serves nobody but its asker.
    ending: async (standing, column) => {
      const made = await this.make.incident(standing, column)
      const carries = standing === 'own' && (column === 'caseworker' || column === 'on-call')
      const leads = standing !== 'foreign' && column === 'supervisor'
      const asker = carries || leads ? CAST[column] : WORKER[standing]
      await this.does(asker, 'askClosingAction', made, FILLED.ending(made))
      const asked = await this.oneId('SELECT id::text FROM approval_request WHERE case_id = $1', made.caseId)
      const decided = { approvalId: asked, decision: 'approved', comment: '', acknowledged: [] }
      await this.does(CAST.trustee, 'decideApprovalAction', { ...made, id: asked }, decided)
      return made
    },
    danger: async (standing) => {
      const made = await this.openCase(standing)
      const critical = { ...FILLED.incident(made), severity: 'critical' }
      await this.does(WORKER[standing], 'reportIncidentAction', made, critical)
      return made
    },
    closed: async (standing) => {
      const made = await this.openCase(standing)
      await this.does(WORKER[standing], 'closeCaseAction', made, FILLED.closing(made))
      return made
    },
    placed: async (standing) => {
      const made = await this.make.house(standing, 'visitor')
      await this.does(WORKER[standing], 'recordBasisAction', made, FILLED.basis(made))
      await this.does(WORKER[standing], 'recordPlacementAction', made, FILLED.placement(made))
      return made
    },
    house: async (standing) => {
      const made = await this.openCase(standing)
      await this.does(SUPERVISOR[standing], 'createHouseAction', made, FILLED.house(made))
      return made
    },
    alert: async (standing, column) => {
      const made = await this.openCase(standing)
      const login =
        standing === 'own' ? (CAST[column] ?? WORKER.own) : WORKER[standing === 'team' ? 'team' : 'foreign']
      await this.look(
        `INSERT INTO alert (id, raising_id, case_id, kind, person_id, raised_by)
         SELECT $1, gen_random_uuid(), $2, 'critical-incident', id, id FROM person WHERE login = $3`,
        [made.id, made.caseId, login],
      )
      return made
    },
    // Somebody of the team stands in; they are nobody of the cast.
    cover: async (standing) => {
      const made = await this.openCase(standing)
      const stands = await this.make.person(standing === 'foreign' ? 'foreign' : 'team', 'visitor')
      await this.look(
        `INSERT INTO assignment (id, case_id, person_id, kind, until_at)
         VALUES (gen_random_uuid(), $1, $2, 'cover', now() + interval '1 day')`,
        [made.caseId, stands.id],
      )
      return { ...made, id: stands.id }
    },
    person: async (standing, column) => {
      const made = nothing()
      if (standing === 'own') return { ...made, id: await this.personId(CAST[column] ?? WORKER.own) }
      const login = `matrix-${made.id.slice(0, 8)}`
      await addBeside(this.behind, { id: made.id, login, role: 'caseworker' }, WORKER[standing])
      return made
    },
    // Somebody who carries one case of their team.
    leaver: async (standing, column) => {
      const leaver = await this.make.person(standing, column)
      if (standing === 'own') return leaver
      const { caseId } = await this.openCase(standing)
      await this.look(
        `WITH over AS (UPDATE assignment SET until_at = now() WHERE case_id = $1 AND until_at IS NULL)
         INSERT INTO assignment (id, case_id, person_id) VALUES (gen_random_uuid(), $1, $2)`,
        [caseId, leaver.id],
      )
      return { ...leaver, caseId }
    },
    team: async (standing) => {
      const made = nothing()
      if (standing === 'foreign') {
        await this.look(`INSERT INTO team (id, name, time_zone) VALUES ($1, $2, 'UTC')`, [made.id, made.id])
        return made
      }
      const [row] = await this.look<{ id: string }>(
        'SELECT team_id::text AS id FROM person WHERE login = $1',
        [WORKER.own],
      )
      return { ...made, id: row?.id ?? '' }
    },
    // Nobody holds another case open: the second at once would be refused.
    sealed: async (standing) => {
      await this.look('DELETE FROM break_glass WHERE until_at > now()')
      return this.openCase(standing)
    },
    // In danger, so that everybody may hold several at once; past the door, so that everybody holds it whatever they may.
    opened: async (standing, column) => {
      const made = await this.make.danger(standing, column)
      for (const login of Object.values(CAST)) {
        if (login === null) continue
        const by = { case_id: made.caseId, person_id: await this.personId(login) }
        await putBehind(this.behind, 'break_glass', { ...by, reason: 'So that it stands open here.' })
      }
      return made
    },
    // A case beside another one that everybody holds open.
    beside: async (standing, column) => {
      await this.make.opened(standing, column)
      return this.openCase(standing)
    },
    glass: async (standing, column) => {
      const made = await this.openCase(standing)
      const said = { id: made.id, case_id: made.caseId, reason: 'So that there is one to review.' }
      const { reason } = await sealedRow(this.behind, 'break_glass', said)
      await this.look(
        `INSERT INTO break_glass (id, case_id, person_id, reason, opened_at, until_at, due_at)
         SELECT $1, $2, p.id, $4, since, since + interval '30 minutes', now() + interval '5 days'
         FROM person p, LATERAL (
           SELECT now() - interval '1 hour' * (1 + count(*)) AS since FROM break_glass b WHERE b.person_id = p.id) AS earlier
         WHERE p.login = $3`,
        [made.id, made.caseId, standing === 'own' ? (CAST[column] ?? WORKER.own) : WORKER[standing], reason],
      )
      return made
    },
    document: async (standing) => {
      const made = { ...(await this.openCase(standing)), id: randomUUID() }
      await this.sends(WORKER[standing], made)
      return made
    },
    openedDocument: async (standing, column) => {
      const made = { ...(await this.make.opened(standing, column)), id: randomUUID() }
      await this.sends(WORKER[standing], made)
      return made
    },
    // One's own was given to whoever works on the case; the others to their workers.
    handle: async (standing, column) => {
      const made = await this.make.document(standing, column)
      const works = standing === 'own' && (column === 'caseworker' || column === 'on-call')
      const by = this.as(works ? CAST[column] : WORKER[standing])
      const asked = { caseId: made.caseId, documentId: made.id }
      const answer = await this.call(by, 'requestDownloadAction', made, asked)
      const handle = /"handle":"([^"]+)"/.exec(answer.text)?.[1]
      if (handle === undefined) throw new Error('no handle was given')
      return { ...made, id: handle }
    },
    readyRelease: () => this.release('ready', CAST.analyst),
    // One's own was asked for by whoever would decide.
    release: (standing, column) => {
      const decides = standing === 'own' && (column === 'supervisor' || column === 'director')
      return this.release('requested', decides ? CAST[column] : CAST.analyst)
    },
    released: () => this.release('approved', CAST.analyst),
    linkable: async (standing, column) => {
      const made = await this.make.person(standing, column)
      await this.does(CAST.administrator, 'askLinkAction', made, { personId: made.id })
      const asked = await this.oneId(
        'SELECT id::text FROM approval_request WHERE person_id = $1 AND decision IS NULL',
        made.id,
      )
      const decided = { approvalId: asked, decision: 'approved', comment: '', acknowledged: [] }
      await this.does(ADMINISTRATOR.team, 'decideApprovalAction', { ...made, id: asked }, decided)
      return made
    },
    link: async (standing) => {
      const made = await this.make.linkable(standing === 'own' ? 'team' : standing, 'visitor')
      const answer = await this.call(this.as(CAST.administrator), 'makeLinkAction', made, {
        key: randomUUID(),
        personId: made.id,
      })
      const token = /"token":"([^"]+)"/.exec(answer.text)?.[1]
      if (token === undefined) throw new Error('no link was made')
      return { ...made, id: token }
    },
  }
}
