/**
 * What the renewal of keys may rewrite in rows that nobody rewrites: the sealed texts of the one case that is named, and no other
 * column, case, purpose or login.
 */
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PURPOSES, type Actor, type PersonActor } from '../../../lib/domain/policy/roles.ts'
import { contextOf } from '../../../lib/server/act/context.ts'
import { OF_A_CASE } from '../../../lib/server/vault/owners.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../../lib/server/vault/sealed-fields.ts'
import { makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { DATABASE, look } from '../../support/database.ts'
import { asKept } from '../../support/sealed.ts'
import { makeWholeCase, removedDocument } from '../../support/whole-case.ts'

const RENEWAL: Actor = { kind: 'system', purpose: 'renewal' }

/** What is sealed and of no case: whose it is. Every other sealed table is renewed with its case. */
const OTHERS: Readonly<Record<string, string>> = {
  house_address: 'house',
  person: 'staff',
  suspension: 'staff',
}

const TABLES = Object.keys(SEALED_FIELDS) as readonly SealedTable[]
const RENEWED = TABLES.filter((table) => !(table in OTHERS))
const TEXTS = RENEWED.flatMap((table) =>
  SEALED_FIELDS[table].columns.map((field) => [table, columnOf(field)] as const),
)

const jobs = new Client({ connectionString: DATABASE.jobsUrl })
const app = new Client({ connectionString: DATABASE.appUrl })
let mina: PersonActor
let named: TestCase
let other: TestCase

beforeAll(async () => {
  await Promise.all([jobs.connect(), app.connect()])
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  named = await makeWholeCase(team, mina)
  await removedDocument(named, mina)
  other = await makeWholeCase(team, mina)
})

afterAll(async () => {
  await Promise.all([jobs.end(), app.end()])
})

/** What a statement answers in a context that has named a case: how many rows it changed, or why none. It is taken back. */
async function says(client: Client, by: Actor, sql: string, caseId = named.id): Promise<number | string> {
  await client.query('begin')
  try {
    await client.query(`select law.enter($1), set_config('causeway.named_case', $2, true)`, [
      contextOf(by),
      caseId,
    ])
    return (await client.query(sql)).rowCount ?? 0
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.query('rollback')
  }
}

/** The same past every grant and policy: what the triggers alone say. */
async function superuserSays(by: Actor | null, sql: string): Promise<number | string> {
  const enter = by === null ? '' : `perform law.enter('${contextOf(by)}');`
  try {
    await look(
      `do $do$ declare many int; begin ${enter} ${sql}; get diagnostics many = row_count; raise exception 'changed %', many; end $do$`,
    )
    return 'nothing was said'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('the sealed tables', () => {
  it('are renewed with their case, or have an owner that is no case', () => {
    const owners = TABLES.map((table) => [table, SEALED_FIELDS[table].owner] as const)
    const apart = owners.filter(([, owner]) => !OF_A_CASE[owner])
    expect(Object.fromEntries(apart)).toEqual(OTHERS)
  })

  it('let the house select what finds a text and whose it is, and change the text: every one, and no other column', async () => {
    const may = async (privilege: 'SELECT' | 'UPDATE') =>
      (
        await look<{ what: string }>(
          `select c.relname || '.' || a.attname as what from pg_class c join pg_attribute a on a.attrelid = c.oid
           where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
             and has_column_privilege('causeway_jobs', c.oid, a.attnum, $1)
             and not has_table_privilege('causeway_jobs', c.oid, $1) order by 1`,
          [privilege],
        )
      ).map(({ what }) => what)
    const texts = TEXTS.map(([table, column]) => `${table}.${column}`)
    expect(await may('UPDATE')).toEqual([...texts].sort())
    const found = RENEWED.flatMap((table) => {
      const { of, row } = SEALED_FIELDS[table]
      return [`${table}.case_id`, `${table}.${columnOf(of)}`, `${table}.${columnOf(row)}`]
    })
    const all = new Set([...texts, ...found, 'approval_request.subject_id'])
    // The whole of a draft it may see to sweep it.
    expect(await may('SELECT')).toEqual([...all].filter((what) => !what.startsWith('draft.')).sort())
  })
})

describe('the renewal', () => {
  it.each(TEXTS)(
    'changes %s.%s of the named case, and no other purpose, login or person does',
    async (table, column) => {
      const sql = `update ${table} set ${column} = ${column}`
      const [row] = await look<{ many: number }>(
        `select count(*)::int as many from ${table} where case_id = $1`,
        [named.id],
      )
      expect(row?.many).toBeGreaterThan(0)
      for (const purpose of PURPOSES) {
        const said = await says(jobs, { kind: 'system', purpose }, sql)
        expect(said, purpose).toBe(purpose === 'renewal' ? row?.many : 0)
      }
      expect(await says(jobs, mina, sql)).toBe(0)
      const asServer = await says(app, RENEWAL, sql)
      // Where people may rewrite the column at all, the app's own policy finds nobody who acts.
      expect([0, `permission denied for table ${table}`]).toContain(asServer)
    },
  )

  it.each(RENEWED)('sees of %s the named case alone, and none while none is named', async (table) => {
    const { row } = SEALED_FIELDS[table]
    const seen = (caseId: string) =>
      says(jobs, RENEWAL, `select ${columnOf(row)} from ${table} where case_id = '${other.id}'`, caseId)
    expect(await seen(other.id)).toBeGreaterThan(0)
    expect(await seen(named.id)).toBe(0)
    expect(await seen('')).toBe(0)
    const all = `update ${table} set ${columnOf(SEALED_FIELDS[table].columns[0])} = ${columnOf(SEALED_FIELDS[table].columns[0])}`
    expect(await says(jobs, RENEWAL, all, '')).toBe(0)
  })

  it.each(RENEWED)('adds, deletes and moves nothing of %s', async (table) => {
    const denied = `permission denied for table ${table}`
    const as = (sql: string) => says(jobs, RENEWAL, sql)
    expect(await as(`insert into ${table} default values`)).toBe(denied)
    expect(await as(`update ${table} set case_id = case_id`)).toBe(denied)
    expect([0, denied]).toContain(await as(`delete from ${table}`))
    expect(await as(`truncate ${table}`)).toBe(denied)
  })

  it('is told which case has a code, and nobody else is', async () => {
    const ask = `select * from law.case_to_renew('${named.code}')`
    for (const purpose of PURPOSES) {
      const said = await says(jobs, { kind: 'system', purpose }, ask)
      expect(said, purpose).toBe(
        purpose === 'renewal' ? 1 : 'whose keys are to be renewed is told to the renewal only',
      )
    }
    const denied = 'permission denied for function case_to_renew'
    expect(await says(app, RENEWAL, ask)).toBe(denied)
    expect(await says(app, mina, ask)).toBe(denied)
  })
})

/** A value of a type that does not stand in a column, whatever stands there. */
const OTHER_VALUE: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => 'gen_random_uuid()',
  'timestamp with time zone': () => `'2020-01-01'`,
  date: () => `'2020-01-01'`,
  integer: (column) => `coalesce(${column}, 0) + 1`,
  boolean: (column) => `${column} is not true`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  'text[]': (column) => `array_append(${column}, 'x')`,
}

const REFUSED = 'a renewal seals texts anew and changes nothing else'

describe('whoever could change more', () => {
  it('is refused every other column of a row by its trigger, in every table', async () => {
    const rows = await look<{ table: SealedTable; column: string; type: string }>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relname = any ($1) and a.attnum > 0 and not a.attisdropped`,
      [RENEWED],
    )
    const texts = new Set(TEXTS.map(([table, column]) => `${table}.${column}`))
    const kept = rows.filter(({ table, column }) => !texts.has(`${table}.${column}`))
    expect(new Set(kept.map(({ table }) => table)).size).toBe(RENEWED.length)
    for (const { table, column, type } of kept) {
      const other = OTHER_VALUE[type]?.(column) ?? type
      const sql = `update ${table} set ${column} = ${other} where case_id = '${named.id}'`
      expect(await superuserSays(RENEWAL, sql), `${table}.${column}`).toBe(REFUSED)
    }
    for (const [table, text] of TEXTS) {
      const same = `update ${table} set ${text} = ${text} where case_id = '${named.id}'`
      expect(await superuserSays(RENEWAL, same), table).toMatch(/^changed [1-9]/)
    }
  })

  it.each(TEXTS)('neither takes %s.%s away nor puts a longer one there', async (table, column) => {
    const where = `where case_id = '${named.id}' and ${column} is not null`
    const longer = await asKept('note', {
      body: 'x'.repeat(5_000),
      case_id: named.id,
      recorded_by: mina.personId,
    })
    for (const text of ['null', `'${String(longer['body'])}'`])
      expect(await superuserSays(RENEWAL, `update ${table} set ${column} = ${text} ${where}`)).toBe(REFUSED)
  })

  it('rewrites no history, finding or request for any other purpose', async () => {
    const where = `where case_id = '${named.id}'`
    const history: readonly (readonly [string, string])[] = [
      [
        `update stage_spell set reason = reverse(reason) ${where}`,
        'a stage spell is history and cannot be rewritten',
      ],
      [`update break_glass set reason = reason ${where}`, 'what was decided stays decided'],
      [
        `update approval_request set snapshot = reverse(snapshot) ${where}`,
        'what was asked stays as it was asked',
      ],
    ]
    for (const [sql, words] of history) {
      for (const by of [null, mina, ...PURPOSES.map((purpose) => ({ kind: 'system', purpose }) as const)]) {
        if (by?.kind === 'system' && by.purpose === 'renewal') continue
        expect(await superuserSays(by, sql), by?.kind).toBe(words)
      }
      const sound = sql.replaceAll(/reverse\((\w+)\)/g, '$1')
      expect(await superuserSays(RENEWAL, sound)).toMatch(/^changed [1-9]/)
    }
  })
})
