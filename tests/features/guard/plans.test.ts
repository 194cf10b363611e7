/** The guards cost little: they are asked once a look and not once a row, and no page reads a whole table of cases. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { openPipeline } from '../../../lib/features/pipeline/service.ts'
import { readToday } from '../../../lib/features/today/service.ts'
import { makeCase, makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { statementsOf, type Statement } from '../../support/statements.ts'

let mina: PersonActor
let suji: PersonActor
let file: TestCase
let tables: readonly string[]

beforeAll(async () => {
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  file = await makeCase(team, [mina])
  const rows = await look<{ named: string }>(
    `select c.relname as named from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and (c.relname = 'case_file' or exists (
         select from pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id')) order by 1`,
  )
  tables = rows.map(({ named }) => named)
})

async function planOf({ text, values }: Statement, actor: PersonActor): Promise<string> {
  const explained = await asApp(async (client) => {
    // On a table of three rows reading all is cheapest; at a hundred thousand it is not. What has no other way still does.
    await client.query('set local enable_seqscan = off')
    return client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values])
  }, actor)
  return explained.rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('a guard', () => {
  it('asks the law once a look, on every table of a case', async () => {
    expect(tables.length).toBeGreaterThan(15)
    for (const table of tables) {
      const plan = await planOf({ text: `select 1 from ${table}`, values: [], times: 1 }, mina)
      expect(plan, table).toMatch(/hashed SubPlan|InitPlan/)
      expect(plan, table).not.toMatch(/Filter:.*law\./)
    }
  })
})

describe('the pages', () => {
  it.each(['mina', 'suji'] as const)('of %s find every row of a case by an index', async (who) => {
    const actor = who === 'mina' ? mina : suji
    const statements = await statementsOf(async () => {
      expect((await listCases(actor, { state: 'open' })).ok).toBe(true)
      expect((await openCase(actor, file.code)).ok).toBe(true)
      expect((await readToday(actor)).ok).toBe(true)
      if (who === 'suji') expect((await openPipeline(actor, {})).ok).toBe(true)
    })
    expect(statements.length).toBeGreaterThan(8)
    for (const statement of statements) {
      const plan = await planOf(statement, actor)
      const whole = tables.filter((table) => new RegExp(`Seq Scan on ${table}\\b`).test(plan))
      expect(whole, statement.text.slice(0, 300)).toEqual([])
    }
  })
})
