/**
 * The catalogue of the database, read against literal tables: which tables are guarded and by which policies, what each
 * role may do, and that the guards judge by the same grid as the domain.
 */
import { describe, expect, it } from 'vitest'
import { APPROVAL_KINDS, FOUR_EYES } from '../../../lib/domain/policy/four-eyes.ts'
import { ACTIONS, type Action } from '../../../lib/domain/policy/actions.ts'
import { GRID } from '../../../lib/domain/policy/grid.ts'
import { ROLES } from '../../../lib/domain/policy/roles.ts'
import { SEALED_FIELDS } from '../../../lib/server/vault/sealed-fields.ts'
import { look } from '../../support/database.ts'

/** Tables without a guard, and without a row of a case: who works here, sessions, and the law of moves. */
const UNGUARDED = ['_prisma_migrations', 'on_call_shift', 'person', 'session', 'stage_move', 'team']

/** Guarded tables: for which statements the app's login has a policy. Of a case nobody deletes but what a document holds. */
const GUARDED = {
  alert: 'INSERT SELECT UPDATE',
  approval_request: 'INSERT SELECT UPDATE',
  arrival: 'INSERT SELECT UPDATE',
  assignment: 'INSERT SELECT UPDATE',
  break_glass: 'INSERT SELECT UPDATE',
  audit_entry: 'INSERT SELECT',
  case_file: 'INSERT SELECT UPDATE',
  contact: 'INSERT SELECT UPDATE',
  credential: 'INSERT SELECT UPDATE',
  data_basis: 'INSERT SELECT UPDATE',
  document: 'INSERT SELECT UPDATE',
  document_content: 'DELETE INSERT SELECT',
  download: 'DELETE INSERT SELECT',
  draft: 'ALL',
  forgetting: 'SELECT',
  guest_access: 'INSERT SELECT UPDATE',
  house: 'INSERT SELECT UPDATE',
  house_address: 'INSERT SELECT',
  house_limit: 'SELECT UPDATE',
  household: 'INSERT SELECT',
  identity: 'INSERT SELECT UPDATE',
  incident: 'INSERT SELECT UPDATE',
  invitation: 'INSERT SELECT UPDATE',
  journey_plan: 'INSERT SELECT UPDATE',
  journey_route: 'INSERT SELECT',
  look_release: 'INSERT SELECT',
  note: 'INSERT SELECT UPDATE',
  placement: 'INSERT SELECT UPDATE',
  protection_number: 'INSERT SELECT',
  protection_step: 'INSERT SELECT UPDATE',
  retention_rule: 'INSERT SELECT',
  release: 'INSERT SELECT UPDATE',
  release_fetch: 'INSERT SELECT',
  release_file: 'INSERT SELECT',
  reveal: 'INSERT SELECT',
  risk_assessment: 'INSERT SELECT UPDATE',
  screening: 'INSERT SELECT UPDATE',
  stage_spell: 'INSERT SELECT UPDATE',
  submission: 'ALL',
  suspension: 'INSERT SELECT',
  task: 'INSERT SELECT UPDATE',
} as const

/** Guarded tables that the app's login has nothing to do with. */
const OUT_OF_REACH = ['release_defence', 'stored_orphan']

const ALL_GUARDED = [...Object.keys(GUARDED), ...OUT_OF_REACH].sort()

/** What the law reads to judge by. */
const JUDGED = [
  ...[
    'alert',
    'approval_request',
    'assignment',
    'break_glass',
    'case_file',
    'credential',
    'document',
    'document_content',
    'download',
    'forgetting',
    'guest_access',
    'house',
    'house_limit',
    'incident',
    'journey_plan',
    'look_release',
    'on_call_shift',
  ],
  'invitation',
  ...['person', 'placement', 'release', 'retention_rule', 'reveal', 'session', 'stage_spell', 'task', 'team'],
]

/** Of looks, releases, handles and break-glasses the app may not even write the time; moves and limits it never adds. */
const NOT_INSERTED = [
  'break_glass',
  'download',
  'forgetting',
  'house_limit',
  'look_release',
  'release',
  'release_fetch',
  'reveal',
  'stage_move',
]

/** Whose hashes the app may not read: it is granted the other columns one by one. */
const HASHED = {
  credential: 'password_hash',
  download: 'handle_hash',
  invitation: 'token_hash',
  session: 'token_hash',
} as const

const ALL_TABLES = [...ALL_GUARDED, ...UNGUARDED].filter((table) => table !== '_prisma_migrations').sort()

const APPS_TABLES = ALL_TABLES.filter((table) => !OUT_OF_REACH.includes(table))

type Grant = { what: string }

/** `table statement` for each whole table that a role may touch; single columns are told by `grants.test.ts`. */
async function tablesOf(role: string): Promise<readonly string[]> {
  const rows = await look<Grant>(
    `select c.relname || ' ' || p.privilege as what
     from pg_class c, unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER','MAINTAIN']) p (privilege)
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege($1, c.oid, p.privilege)
     order by 1`,
    [role],
  )
  return rows.map(({ what }) => what)
}

/** Every table whose rows name a case. */
async function tablesOfCases(): Promise<readonly string[]> {
  const rows = await look<{ named: string }>(
    `select c.relname as named from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped order by 1`,
  )
  return rows.map(({ named }) => named)
}

describe('the tables', () => {
  it('with rows of a case are those that its deletion deletes, and what refers to a case does so by that column', async () => {
    const [row] = await look<{ listed: string[] }>('select law.tables_of_a_case() as listed')
    // A draft goes by its reference to the case; it is also found by what it is about.
    expect([...(row?.listed ?? []), 'draft'].sort()).toEqual(await tablesOfCases())
    const referring = await look<{ named: string; by: string }>(
      `select distinct conrelid::regclass::text as named, a.attname as by
       from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = any (conkey)
       where confrelid = 'case_file'::regclass and contype = 'f' order by 1`,
    )
    expect(referring).toEqual((await tablesOfCases()).map((named) => ({ named, by: 'case_id' })))
  })

  it('are guarded, all but those without a row of a case', async () => {
    const rows = await look<{ named: string; guarded: boolean; has_case: boolean }>(
      `select c.relname as named, c.relrowsecurity and c.relforcerowsecurity as guarded,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id') as has_case
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    )
    expect(rows.filter(({ guarded }) => guarded).map(({ named }) => named)).toEqual(ALL_GUARDED)
    expect(rows.filter(({ guarded }) => !guarded).map(({ named }) => named)).toEqual([...UNGUARDED].sort())
    expect(rows.filter(({ guarded, has_case }) => has_case && !guarded)).toEqual([])
  })

  it('have a policy of the app’s login for each statement that it may send, and no permission for another', async () => {
    const rows = await look<{ named: string; commands: string }>(
      `select tablename as named, string_agg(distinct cmd, ' ' order by cmd) as commands
       from pg_policies where schemaname = 'public' and 'causeway_app' = any (roles) group by 1`,
    )
    expect(Object.fromEntries(rows.map(({ named, commands }) => [named, commands]))).toEqual(GUARDED)
  })

  it('let the house in for one purpose at a time, and for no statement that it has no permission for', async () => {
    const rows = await look<{ what: string; asks: string }>(
      `select tablename || ' ' || cmd as what, coalesce(qual, with_check) as asks
       from pg_policies where schemaname = 'public' and 'causeway_jobs' = any (roles) order by 1`,
    )
    const purposes = rows.map(({ what, asks }) => ({
      what,
      purpose: /law\.purpose\(\).* = '(\w+)'/.exec(asks)?.[1] ?? 'any',
    }))
    const renewed = (await tablesOfCases()).filter((table) => table in SEALED_FIELDS)
    expect(purposes.filter(({ purpose }) => purpose === 'renewal').map(({ what }) => what)).toEqual(
      renewed.flatMap((table) => [`${table} SELECT`, `${table} UPDATE`]),
    )
    const others = purposes.filter(({ purpose }) => purpose !== 'renewal')
    expect(Object.fromEntries(others.map(({ what, purpose }) => [what, purpose]))).toEqual({
      'alert INSERT': 'escalation',
      'alert SELECT': 'escalation',
      'audit_entry INSERT': 'any',
      'download DELETE': 'retention',
      'download SELECT': 'retention',
      'draft DELETE': 'retention',
      'draft SELECT': 'retention',
      'forgetting SELECT': 'retention',
      'invitation DELETE': 'retention',
      'invitation SELECT': 'retention',
      'stored_orphan DELETE': 'retention',
      'stored_orphan INSERT': 'retention',
      'stored_orphan SELECT': 'retention',
      'submission DELETE': 'retention',
      'submission SELECT': 'retention',
    })
    expect(others.map(({ what }) => what)).toEqual(await tablesOf('causeway_jobs'))
  })

  it('let nobody in unconditionally but the law and the backup, who read, and the sealer, who reads the log', async () => {
    const rows = await look<{ role: string; cmd: string; tables: string }>(
      `select role, cmd, string_agg(tablename, ' ' order by tablename) as tables
       from pg_policies, unnest(roles) role where schemaname = 'public' and (qual = 'true' or with_check = 'true')
       group by 1, 2 order by 1`,
    )
    expect(rows).toEqual([
      { role: 'causeway_backup', cmd: 'SELECT', tables: ALL_GUARDED.join(' ') },
      {
        role: 'causeway_law',
        cmd: 'SELECT',
        tables: JUDGED.filter((table) => table in GUARDED)
          .sort()
          .join(' '),
      },
      { role: 'causeway_sealer', cmd: 'SELECT', tables: 'audit_entry' },
    ])
  })
})

describe('the roles', () => {
  it('are these and no more; two own and never sign in, none goes past a guard', async () => {
    const rows = await look<{ named: string; login: boolean; past: boolean }>(
      `select rolname as named, rolcanlogin as login, rolsuper or rolbypassrls as past
       from pg_roles where rolname like 'causeway%' order by 1`,
    )
    expect(rows).toEqual([
      { named: 'causeway_app', login: true, past: false },
      { named: 'causeway_backup', login: true, past: false },
      { named: 'causeway_jobs', login: true, past: false },
      { named: 'causeway_law', login: false, past: false },
      { named: 'causeway_migrator', login: true, past: false },
      { named: 'causeway_owner', login: false, past: false },
      { named: 'causeway_sealer', login: true, past: false },
    ])
  })

  it('cannot become another, but for the migrator', async () => {
    const rows = await look<{ member: string }>(
      `select distinct pg_get_userbyid(member) as member from pg_auth_members m
       join pg_roles r on r.oid = m.roleid where r.rolname like 'causeway%'`,
    )
    expect(rows).toEqual([{ member: 'causeway_migrator' }])
  })

  it('do exactly what is said here: the app', async () => {
    const may = await tablesOf('causeway_app')
    expect(may.filter((what) => !/ (SELECT|INSERT)$/.test(what))).toEqual([
      'document_content DELETE',
      'download DELETE',
      'draft DELETE',
    ])
    expect(may.filter((what) => what.endsWith('SELECT'))).toEqual(
      APPS_TABLES.filter((table) => !(table in HASHED)).map((table) => `${table} SELECT`),
    )
    expect(may.filter((what) => what.endsWith('INSERT'))).toEqual(
      APPS_TABLES.filter((table) => !NOT_INSERTED.includes(table)).map((table) => `${table} INSERT`),
    )
  })

  it('read no column with a hash of a password or a token, the app', async () => {
    const rows = await look<{ what: string; table: string }>(
      `select a.attname as what, c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and c.relname <> '_prisma_migrations' and c.relname <> all ($1) and not has_column_privilege('causeway_app', c.oid, a.attnum, 'SELECT') order by 2`,
      [OUT_OF_REACH],
    )
    expect(Object.fromEntries(rows.map(({ table, what }) => [table, what]))).toEqual(HASHED)
    expect(rows).toHaveLength(Object.keys(HASHED).length)
  })

  it('do exactly what is said here: the jobs', async () => {
    expect(await tablesOf('causeway_jobs')).toEqual([
      'alert INSERT',
      'alert SELECT',
      'audit_entry INSERT',
      ...['download DELETE', 'download SELECT'],
      ...['draft DELETE', 'draft SELECT', 'forgetting SELECT', 'invitation DELETE', 'invitation SELECT'],
      ...['stored_orphan DELETE', 'stored_orphan INSERT', 'stored_orphan SELECT'],
      ...['submission DELETE', 'submission SELECT'],
    ])
  })

  it('do exactly what is said here: the sealer, the backup and the law', async () => {
    expect(await tablesOf('causeway_sealer')).toEqual(['audit_entry SELECT'])
    expect(await tablesOf('causeway_backup')).toEqual(ALL_TABLES.map((table) => `${table} SELECT`))
    // What a decision changes for a case that its approver cannot see, what rings when somebody is suspended, whose file goes.
    const written = [
      'alert INSERT',
      'forgetting INSERT',
      'release_defence INSERT',
      'stored_orphan INSERT',
      'task INSERT',
    ]
    // What two people delete.
    const deleted = [...(await tablesOfCases()), 'case_file', 'household', 'submission']
    expect(await tablesOf('causeway_law')).toEqual(
      [
        ...JUDGED.map((table) => `${table} SELECT`),
        ...deleted.map((table) => `${table} DELETE`),
        ...written,
      ].sort(),
    )
  })

  it('see the key of the contexts nowhere but in the law', async () => {
    const rows = await look<{ named: string }>(
      `select rolname as named from pg_roles where rolname like 'causeway%'
         and has_table_privilege(oid, 'law.context_key', 'SELECT') order by 1`,
    )
    // The migrator may become the law: it writes the key.
    expect(rows.map(({ named }) => named)).toEqual(['causeway_law', 'causeway_migrator'])
  })

  it('cannot change, delete or cut the log, not even the app and the jobs', async () => {
    for (const role of [
      'causeway_app',
      'causeway_jobs',
      'causeway_sealer',
      'causeway_backup',
      'causeway_law',
    ]) {
      const may = await tablesOf(role)
      expect(
        may.filter((what) => /^audit_entry (UPDATE|DELETE|TRUNCATE)$/.test(what)),
        role,
      ).toEqual([])
    }
  })
})

describe('the functions of the law', () => {
  it('run as the law, with an empty search path, and are nobody’s by default', async () => {
    const rows = await look<{ named: string }>(
      `select p.proname as named from pg_proc p
       where (p.pronamespace = 'law'::regnamespace or pg_get_userbyid(p.proowner) = 'causeway_law')
         and (pg_get_userbyid(p.proowner) <> 'causeway_law' or not p.prosecdef
           or p.proconfig is distinct from array['search_path=""']
           or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`,
    )
    expect(rows).toEqual([])
  })
})

describe('the approvers of the guards', () => {
  it('are the domain’s, kind by kind', async () => {
    const rows = await look<{ what: string }>(`select kind || ' ' || role as what from law.approver`)
    const expected = APPROVAL_KINDS.flatMap((kind) =>
      FOUR_EYES[kind].approvers.map((role) => `${kind} ${role}`),
    )
    expect(rows.map(({ what }) => what).sort()).toEqual(expected.sort())
  })
})

describe('the grid of the guards', () => {
  it('is the domain’s, row by row', async () => {
    const rows = await look<{ action: Action; role: string; reach: string }>('select * from law.grid')
    const actions = new Set(rows.map(({ action }) => action))
    const written = rows.map(({ action, role, reach }) => `${action} ${role} ${reach}`).sort()
    const expected = ACTIONS.filter((action) => actions.has(action)).flatMap((action) => [
      ...ROLES.map((role) => `${action} ${role} ${GRID[action].reach[role]}`),
      `${action} on-call ${GRID[action].onCall}`,
    ])
    expect(written).toEqual(expected.filter((row) => !row.endsWith(' none')).sort())
  })

  it('knows every action that a guard asks about, and the domain knows them too', async () => {
    const guards = await look<{ text: string }>(
      `select coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'
       union all select prosrc from pg_proc where pronamespace = 'law'::regnamespace`,
    )
    const asked = new Set(
      guards.flatMap(({ text }) => text.match(/(?<=['",{])[a-z]+\.[a-z-]+(?=['",}])/g) ?? []),
    )
    const known = new Set(
      (await look<{ action: string }>('select distinct action from law.grid')).map(({ action }) => action),
    )
    // The one quoted word with a dot that is no action: the setting in which the context stands.
    expect([...asked].filter((action) => !known.has(action))).toEqual(['causeway.context'])
    expect(asked.size).toBeGreaterThan(25)
  })
})
