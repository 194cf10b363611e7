/** What the house may do by itself, purpose by purpose: the domain and the database say the same, against one literal table. */
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../../lib/domain/policy/decide.ts'
import { SYSTEM_ACTIONS, type SystemAction } from '../../../lib/domain/policy/others.ts'
import { PURPOSES, type Actor, type PersonActor, type Purpose } from '../../../lib/domain/policy/roles.ts'
import { contextOf } from '../../../lib/server/act/context.ts'
import { columnOf, SEALED_FIELDS } from '../../../lib/server/vault/sealed-fields.ts'
import { makeCase, makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { asApp, asJobs, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'
import { putDocument, putDownload } from '../../support/documents.ts'
import { pass, raise } from '../../support/raising.ts'
import { makeWholeCase } from '../../support/whole-case.ts'

/** Everything that any purpose does in the database, beside its own entry in the log. What is not here, no purpose does. */
const MAY: Readonly<Record<Purpose, readonly string[]>> = {
  cascade: [],
  duplicates: [],
  escalation: ['alert INSERT', 'alert SELECT'],
  // Of one case at a time, and of its columns what `renewal.test.ts` tells.
  renewal: [
    ...['approval_request SELECT', 'approval_request UPDATE', 'arrival SELECT', 'arrival UPDATE'],
    ...['break_glass SELECT', 'break_glass UPDATE', 'contact SELECT', 'contact UPDATE'],
    ...['data_basis SELECT', 'data_basis UPDATE', 'document SELECT', 'document UPDATE'],
    ...['document_content SELECT', 'document_content UPDATE', 'draft SELECT', 'draft UPDATE'],
    ...['identity SELECT', 'identity UPDATE', 'incident SELECT', 'incident UPDATE'],
    ...['journey_route SELECT', 'journey_route UPDATE', 'note SELECT', 'note UPDATE'],
    ...['placement SELECT', 'placement UPDATE', 'protection_number SELECT', 'protection_number UPDATE'],
    ...['risk_assessment SELECT', 'risk_assessment UPDATE', 'screening SELECT', 'screening UPDATE'],
    ...['stage_spell SELECT', 'stage_spell UPDATE', 'task SELECT', 'task UPDATE'],
  ],
  retention: [
    ...['download DELETE', 'download SELECT'],
    ...['draft DELETE', 'draft SELECT', 'forgetting SELECT', 'invitation DELETE', 'invitation SELECT'],
    ...['stored_orphan DELETE', 'stored_orphan INSERT', 'stored_orphan SELECT'],
    ...['submission DELETE', 'submission SELECT'],
  ],
  statistics: [],
  upkeep: [],
}

/** What each action of the house does in the database. */
const STATEMENTS: Readonly<Record<SystemAction, readonly string[]>> = {
  'alert.escalate': ['alert SELECT', 'alert INSERT'],
  'alert.watch': ['alert SELECT'],
  'document.sweep': [
    ...['download SELECT', 'download DELETE'],
    ...['stored_orphan SELECT', 'stored_orphan INSERT', 'stored_orphan DELETE'],
  ],
  // Beside what it sees, these ask functions of the law, which judge by themselves.
  'deletion.propose': [],
  'forgetting.finish': ['forgetting SELECT'],
  'forgetting.repeat': [],
  'journey.forget': [],
  'draft.sweep': ['draft SELECT', 'draft DELETE'],
  'invitation.sweep': ['invitation SELECT', 'invitation DELETE'],
  'submission.sweep': ['submission SELECT', 'submission DELETE'],
  // It is told by a function which of the owners of keys are known.
  'key.sweep': [],
  'key.reseal': MAY.renewal,
  // It is told by functions, and tells them.
  'release.count': [],
  'release.keep': [],
  'release.take': [],
  'release.tell': [],
}

const LOG = 'audit_entry INSERT'
let mina: PersonActor
let whole: TestCase
/** Sound rows to add; to any other table an empty one, which no permission ever lets come so far. */
let sound: Readonly<Record<string, string>>

beforeAll(async () => {
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  const dan = await makePerson(['caseworker'], team, { onCall: true })
  const suji = await makePerson(['supervisor'], team)
  const mine = await makeCase(team, [mina])
  whole = await makeWholeCase(team, mina)
  await putDownload(await putDocument(mine, mina), mina)
  const raising = await raise(mina, mine)
  await pass(10)
  const me = [mina.personId]
  await look(
    `insert into draft (id, person_id, form, subject, sealed) values (gen_random_uuid(), $1, 'note', '', '${SEAL_SHAPED}')`,
    me,
  )
  await look(
    `insert into submission (person_id, key, action, request_hash) values ($1, gen_random_uuid(), 'x', '')`,
    me,
  )
  await look(
    `insert into invitation (id, person_id, token_hash, expires_at) values (gen_random_uuid(), $1, '', now())`,
    me,
  )
  await look('insert into stored_orphan (stored_as) values (gen_random_uuid())')
  await look(
    `insert into forgetting (id, kind, subject_id, owners, cause)
     values (gen_random_uuid(), 'journey', gen_random_uuid(), '{journey:x}', 'arrived')`,
  )
  sound = {
    alert: `insert into alert (id, raising_id, step, case_id, kind, person_id, raised_by, raised_at)
      select gen_random_uuid(), '${raising}', 'supervisors', '${mine.id}', 'critical-incident', '${suji.personId}',
        '${mina.personId}', raised_at from (values ((select '${await raisedAt(raising)}'::timestamptz))) v (raised_at)`,
    stored_orphan: 'insert into stored_orphan (stored_as) values (gen_random_uuid())',
    audit_entry: `insert into audit_entry (action, key_id, salt, payload) values ('x', 'clear', '', '')`,
  }
  expect(dan.onCall).toBe(true)
})

async function raisedAt(raising: string): Promise<string> {
  const [row] = await look<{ at: Date }>('select raised_at as at from alert where raising_id = $1', [raising])
  return row?.at.toISOString() ?? ''
}

/** Runs one statement in a signed context with a case named, takes it back, and tells whether it touched a row. */
async function does(client: Client, said: string, sql: string): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query(`select law.enter($1), set_config('causeway.named_case', $2, true)`, [said, whole.id])
    return ((await client.query(sql)).rowCount ?? 0) > 0
  } catch (error) {
    if (error instanceof Error && /permission denied|row-level security/.test(error.message)) return false
    throw error
  } finally {
    await client.query('rollback')
  }
}

/** All that the house's own login does in a context, over every table. */
async function doneAs(said: string): Promise<readonly string[]> {
  const tables = await look<{ named: string; first: string }>(
    `select relname as named, attname as first from pg_class join pg_attribute on attrelid = pg_class.oid and attnum = 1
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const sealed = new Map(Object.entries(SEALED_FIELDS).map(([table, { columns }]) => [table, columns[0]]))
  return asJobs(async (client) => {
    const done: string[] = []
    for (const { named, first } of tables) {
      const column = columnOf(sealed.get(named) ?? first)
      const statements = {
        DELETE: `delete from ${named}`,
        INSERT: sound[named] ?? `insert into ${named} default values`,
        SELECT: `select 1 from ${named}`,
        UPDATE: `update ${named} set ${column} = ${column}`,
      }
      for (const [word, sql] of Object.entries(statements)) {
        if (await does(client, said, sql)) done.push(`${named} ${word}`)
      }
    }
    return done
  })
}

describe('the house by itself', () => {
  it.each(PURPOSES)('for %s does in the database what its table says, and nothing else', async (purpose) => {
    expect(await doneAs(contextOf({ kind: 'system', purpose }))).toEqual([...MAY[purpose], LOG].sort())
  })

  it('is judged alike by the domain', () => {
    for (const purpose of PURPOSES) {
      const system = { kind: 'system', purpose } as const
      const may = SYSTEM_ACTIONS.filter(
        (action) => decide(system, action, 'list', { now: new Date(), reason: null }).ok,
      )
      const touched = new Set(may.flatMap((action) => STATEMENTS[action]))
      expect([...touched].sort(), purpose).toEqual(MAY[purpose])
    }
  })

  it('does nothing without a context, and in a person’s writes not even the log', async () => {
    expect(await doneAs('')).toEqual([])
    expect(await doneAs(contextOf({ ...mina, roles: ['supervisor'] }))).toEqual([])
    expect(await doneAs(contextOf({ kind: 'operator' }))).toEqual([LOG])
  })

  it('changes no table as a whole, and cuts none', async () => {
    const rows = await look<{ named: string }>(
      `select relname as named from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and (has_table_privilege('causeway_jobs', oid, 'UPDATE') or has_table_privilege('causeway_jobs', oid, 'TRUNCATE'))`,
    )
    expect(rows).toEqual([])
  })
})

describe('the purposes of the house', () => {
  it('are of no use to the app’s own login: whoever forged one would still see no case, draft or alert', async () => {
    const seen = (actor: Actor, table: string) =>
      asApp(async (client) => (await client.query(`select 1 from ${table}`)).rowCount, actor)
    for (const table of ['case_file', 'draft', 'alert']) {
      for (const purpose of PURPOSES) expect(await seen({ kind: 'system', purpose }, table)).toBe(0)
      if (table !== 'alert') expect(await seen(mina, table)).toBe(2)
    }
  })

  it('note files for retention only, and never that somebody let go of one', async () => {
    const note = (letGo: boolean) => (client: Client) =>
      client.query('insert into stored_orphan (stored_as, let_go) values (gen_random_uuid(), $1)', [letGo])
    const retention = { kind: 'system', purpose: 'retention' } as const
    expect((await asJobs(note(false), retention)).rowCount).toBe(1)
    await expect(asJobs(note(true), retention)).rejects.toThrow(/row-level security/)
    await expect(asApp(note(false), mina)).rejects.toThrow(/permission denied/)
  })

  it('ask which files have a document for retention only, and people never', async () => {
    const [row] = await look<{ name: string }>('select stored_as as name from document_content limit 1')
    const ask = (client: Client) =>
      client.query('select * from law.pointed_to($1)', [[row?.name, randomUUID()]])
    for (const purpose of PURPOSES) {
      const { rowCount } = await asJobs(ask, { kind: 'system', purpose })
      expect(rowCount, purpose).toBe(purpose === 'retention' ? 1 : 0)
    }
    await expect(asApp(ask, mina)).rejects.toThrow(/permission denied/)
  })

  it('ask the ladder for escalation only, and people never', async () => {
    const [row] = await look<{ id: string }>(
      `select raising_id as id from alert where kind = 'critical-incident'`,
    )
    const climb = (client: Client) => client.query('select * from law.ladder($1)', [row?.id ?? randomUUID()])
    for (const purpose of PURPOSES) {
      const { rowCount } = await asJobs(climb, { kind: 'system', purpose })
      expect(rowCount, purpose).toBe(purpose === 'escalation' ? 1 : 0)
    }
    await expect(asApp(climb, mina)).rejects.toThrow(/permission denied/)
    await expect(asApp(climb, { kind: 'system', purpose: 'escalation' })).rejects.toThrow(/permission denied/)
  })

  it('ask which owners of keys are known for the upkeep only: the others are told nothing, not that there is none', async () => {
    const [file] = await look<{ id: string }>('select id from case_file limit 1')
    const ask = (client: Client) =>
      client.query('select * from law.known_owners($1, $2)', ['case', [file?.id, randomUUID()]])
    for (const purpose of PURPOSES) {
      const asked = asJobs(ask, { kind: 'system', purpose })
      if (purpose === 'upkeep') expect((await asked).rows).toEqual([{ known_owners: file?.id }])
      else await expect(asked, purpose).rejects.toThrow(/told to the upkeep only/)
    }
    await expect(asJobs(ask, mina)).rejects.toThrow(/told to the upkeep only/)
    await expect(asApp(ask, { kind: 'system', purpose: 'upkeep' })).rejects.toThrow(/permission denied/)
  })

  it('forget and propose for retention only, and people never', async () => {
    const [file] = await look<{ id: string }>('select id from case_file limit 1')
    const id = file?.id ?? randomUUID()
    const asked: readonly (readonly [string, readonly unknown[]])[] = [
      ['select * from law.brought_back($1)', [[id]]],
      ['select * from law.forget_journeys()', []],
      ['select * from law.propose_deletions()', []],
    ]
    for (const [sql, values] of asked) {
      const ask = (client: Client) => client.query(sql, [...values])
      for (const purpose of PURPOSES.filter((one) => one !== 'retention')) {
        expect((await asJobs(ask, { kind: 'system', purpose })).rowCount, `${purpose}: ${sql}`).toBe(0)
      }
      await expect(asApp(ask, { kind: 'system', purpose: 'retention' })).rejects.toThrow(/permission denied/)
      await expect(asApp(ask, mina)).rejects.toThrow(/permission denied/)
    }
    const [sql, values] = asked[0] ?? ['', []]
    const back = await asJobs((client) => client.query(sql, [...values]), {
      kind: 'system',
      purpose: 'retention',
    })
    expect(back.rowCount).toBe(1)
    const again = (client: Client) => client.query('select law.forget_again($1)', [id])
    await expect(asJobs(again, { kind: 'system', purpose: 'escalation' })).rejects.toThrow(/only the house/)
    await expect(asApp(again, mina)).rejects.toThrow(/permission denied/)
    expect(await look('select 1 from case_file where id = $1', [id])).toHaveLength(1)
  })
})
