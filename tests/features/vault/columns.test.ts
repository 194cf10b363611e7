/** What stands sealed: the list of the vault, the constraints of the database and the data classes of the schema agree. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mappedModels } from '../../../cli/data-map-page.ts'
import { readSchema } from '../../../cli/data-map.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../../lib/server/vault/sealed-fields.ts'
import { DATABASE, look } from '../../support/database.ts'
import type { Plain } from '../../support/sealed-rows.ts'
import { asKept } from '../../support/sealed.ts'

const TABLES = Object.keys(SEALED_FIELDS) as readonly SealedTable[]
const COLUMNS = TABLES.flatMap((table) =>
  SEALED_FIELDS[table].columns.map((field) => [table, columnOf(field)] as const),
)

/** Fields that would do harm and stand otherwise than under an owner's key. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'invitation.tokenHash': 'a hash of 256 random bits',
  'person.login': 'clear so far: it is looked up at sign-in',
  'credential.passwordHash': 'a slow hash',
  'session.tokenHash': 'a hash of 256 random bits',
}

/** `table.field` of every field of the schema whose class is `secret` or `lethal`. */
function harmful(): readonly string[] {
  return mappedModels(readSchema()).flatMap(({ table, fields }) =>
    fields
      .filter(({ dataClass }) => dataClass === 'secret' || dataClass === 'lethal')
      .map(({ name }) => `${table}.${name}`),
  )
}

describe('what is sealed', () => {
  test('is what the database takes sealed only', async () => {
    const rows = await look<{ table: string; column: string; name: string }>(
      `select c.conrelid::regclass::text as table, a.attname as column, c.conname as name
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
       where c.contype = 'c' and c.convalidated and c.conname like '%\\_sealed'`,
    )
    const told = COLUMNS.map(([table, column]) => ({ table, column, name: `${table}_${column}_sealed` }))
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)
    expect(rows.toSorted(byName)).toEqual(told.toSorted(byName))
  })

  test('is every field that would do harm, but for those that are named here with how they stand', () => {
    const sealed = TABLES.flatMap((table) => SEALED_FIELDS[table].columns.map((field) => `${table}.${field}`))
    expect([...harmful()].sort()).toEqual([...sealed, ...Object.keys(ELSEWHERE)].sort())
  })
})

const happened = { occurred_on: 'today', occurred_precision: 'day' }
const recorded_by = randomUUID()
const case_id = randomUUID()

/** What a row has beside its sealed columns. */
const ROWS: Readonly<Record<SealedTable, Plain>> = {
  approval_request: {
    ...{ case_id, kind: 'journey-plan', subject_id: randomUUID() },
    ...{ asked_by: randomUUID(), expires_at: 'tomorrow' },
  },
  arrival: { case_id, recorded_by, ...happened },
  break_glass: { case_id, person_id: randomUUID() },
  contact: { case_id, recorded_by, ...happened, channel: 'phone', reached: true },
  data_basis: { case_id, recorded_by, ...happened, purpose: 'keep', ground: 'consent' },
  draft: { person_id: randomUUID(), form: 'note', subject: '', case_id },
  document: {
    ...{ case_id, kind: 'other', media_type: 'application/pdf', size_bucket: 65_536 },
    ...{ recorded_by, removed_at: 'now', removed_by: recorded_by },
  },
  document_content: { document_id: randomUUID(), case_id, stored_as: randomUUID() },
  house_address: { house_id: randomUUID() },
  identity: { case_id },
  incident: { code: 'i', case_id, recorded_by, ...happened, kind: 'medical', severity: 'low' },
  journey_route: { plan_id: randomUUID(), case_id, recorded_by },
  note: { case_id, recorded_by },
  person: { login: 'somebody', roles: ['analyst'] },
  placement: { case_id, recorded_by, house_id: randomUUID(), bed: 1, since: 'today' },
  protection_number: { step_id: randomUUID(), case_id },
  risk_assessment: { case_id, recorded_by, high: false, occurred_on: 'today', review_on: 'today' },
  screening: {
    ...{ case_id, recorded_by, ...happened },
    ...{ infiltration: 'clear', coercion: 'clear', result: 'clear' },
  },
  stage_spell: {
    ...{ case_id, recorded_by, ...happened, since: 'today', sequence: 1 },
    ...{ from_stage: 'start', stage: 'contact', kind: 'opening', needs_reason: false },
  },
  suspension: { person_id: randomUUID() },
  task: { case_id, recorded_by, assignee_id: randomUUID(), kind: 'custom', due_at: 'now' },
}

describe('the database', () => {
  const client = new pg.Client({ connectionString: DATABASE.superuserUrl })

  beforeAll(async () => {
    await client.connect()
    // A row stands for itself here: what it belongs to, and the law of its history, have tests of their own.
    await client.query('begin; set local session_replication_role = replica')
  })
  afterAll(() => client.end())

  /** Inserts a row and takes it back: `taken`, or the constraint that refused it. */
  async function insert(table: SealedTable, row: Plain): Promise<string> {
    const places = Object.keys(row).map((_, at) => `$${String(at + 1)}`)
    const sql = `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`
    await client.query('savepoint before')
    try {
      await client.query(sql, Object.values(row))
      return 'taken'
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.constraint !== undefined) return error.constraint
      throw error
    } finally {
      await client.query('rollback to savepoint before')
    }
  }

  test.each(COLUMNS)(
    'takes %s.%s sealed, and neither clear nor empty nor cut short',
    async (table, column) => {
      const texts = SEALED_FIELDS[table].columns.map((field) => [columnOf(field), '4'] as const)
      const row = await asKept(table, { ...ROWS[table], ...Object.fromEntries(texts) })
      const sealed = String(row[column])
      expect(await insert(table, row)).toBe('taken')
      for (const text of [
        'By the north road, with the sexton',
        '4',
        '',
        sealed.slice(0, -1),
        `${sealed}\n`,
      ]) {
        expect(await insert(table, { ...row, [column]: text }), text).toBe(`${table}_${column}_sealed`)
      }
    },
  )
})
