/** A case gets a new key while everybody works: every text of it opens before, meanwhile and after, and none is left under the old. */
import { beforeEach, describe, expect, it } from 'vitest'
import pg from 'pg'
import { randomUUID } from 'node:crypto'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { decideApproval } from '../../../lib/features/approvals/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { askDeletion } from '../../../lib/features/forgetting/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { renewCase, type Renewed } from '../../../lib/features/renewal/service.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../../lib/server/vault/sealed-fields.ts'
import { forgetOwners, UNREADABLE } from '../../../lib/server/vault/vault.ts'
import { formOf, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { DATABASE, enter, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'
import { asKept, peek, put } from '../../support/sealed.ts'
import { recordedFacts } from '../../support/staff.ts'
import { newestKeys, standingTexts } from '../../support/standing-texts.ts'
import { startProgram } from '../../support/start-program.ts'
import { CANARY, makeWholeCase, removedDocument } from '../../support/whole-case.ts'

let team: Team
let mina: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  mine = await makeWholeCase(team, mina)
  await removedDocument(mine, mina)
})

const TABLES = (Object.keys(SEALED_FIELDS) as SealedTable[]).filter(
  (table) => !['house_address', 'person', 'suspension'].includes(table),
)

const QUIET = () => undefined

/** Everything that is sealed of a case, opened. */
async function everything(caseId: string): Promise<readonly string[]> {
  const told: string[] = []
  for (const table of TABLES) {
    const columns = SEALED_FIELDS[table].columns.map(columnOf).join(', ')
    for (const row of await peek(table, columns, 'case_id = $1', [caseId]))
      told.push(`${table} ${JSON.stringify(row)}`)
  }
  return told.sort()
}

async function renewed(code = mine.code): Promise<Renewed> {
  const outcome = await renewCase(code, QUIET)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

async function versions(): Promise<readonly number[]> {
  return [...(await newestKeys(mine.id)).values()].map(({ version }) => version)
}

async function expectAllUnderTheNewest(): Promise<void> {
  const newest = new Set([...(await newestKeys(mine.id)).values()].map(({ id }) => id))
  const older = (await standingTexts(mine.id)).filter(({ key }) => !newest.has(key))
  expect(older.map(({ place }) => place)).toEqual([])
}

/** Looks until it is so; the test's own limit ends it. */
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setImmediate(resolve))
}

const somebodyWaits = async () =>
  (
    await look(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
  ).length > 0

/** Waits until the house has asked so many times which transactions are open. */
async function lookedForOpenTransactions(times: number): Promise<void> {
  const seen = new Set<number>()
  await until(async () => {
    const rows = await look<{ at: Date }>(
      `select query_start as at from pg_stat_activity
       where usename = 'causeway_jobs' and query like '%virtualxid%' and datname = current_database()`,
    )
    for (const { at } of rows) seen.add(at.getTime())
    return seen.size >= times
  })
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

describe('a renewal', () => {
  it('seals every text of a case under new keys, while readers read all of it and none fails', async () => {
    const other = await makeWholeCase(team, mina)
    const told = await everything(mine.id)
    expect(told.join('\n').split(CANARY).length).toBeGreaterThan(35)
    const [before, others] = [await standingTexts(mine.id), await standingTexts(other.id)]
    const first = await newestKeys(mine.id)
    expect(new Set(before.map(({ key }) => key))).toEqual(new Set([...first.values()].map(({ id }) => id)))
    const file = await look('select * from case_file where id = $1', [mine.id])

    const child = startProgram('cli/causeway.ts', ['keys', 'renew', mine.code])
    const work = { over: false }
    void child.over.then(() => (work.over = true))
    let reads = 0
    while (!work.over) {
      expect(await everything(mine.id)).toEqual(told)
      expect((await openCase(mina, mine.code)).ok).toBe(true)
      const identity = await readIdentity(mina, { caseId: mine.id })
      expect(identity.ok && identity.value.latin).toContain(CANARY)
      reads++
    }
    expect(reads).toBeGreaterThan(5)
    const places = new Set(before.map(({ place }) => place)).size
    expect(child.said()).toContain(
      `${mine.code} has a new key: ${String(before.length)} texts in ${String(places)} columns are sealed under it, none is left under an older one.`,
    )
    expect(child.said()).toContain(
      `${String(before.length)} of ${String(before.length)} texts looked at again`,
    )
    expect(child.process.exitCode).toBe(0)

    expect(await everything(mine.id)).toEqual(told)
    const after = await standingTexts(mine.id)
    // Nothing but the texts is another: no version, no time, no decision.
    expect(after.map(({ place, row }) => [place, row])).toEqual(before.map(({ place, row }) => [place, row]))
    expect(await look('select * from case_file where id = $1', [mine.id])).toEqual(file)
    const texts = new Set(before.map(({ text }) => text))
    expect(after.filter(({ text }) => texts.has(text))).toEqual([])
    await expectAllUnderTheNewest()
    expect(await versions()).toEqual([2, 2, 2])
    // Every column of every table that takes a case's key had a text.
    expect([...new Set(after.map(({ place }) => place))].sort()).toEqual(
      TABLES.flatMap((table) =>
        SEALED_FIELDS[table].columns.map((field) => `${table}.${columnOf(field)}`),
      ).sort(),
    )
    expect(await standingTexts(other.id)).toEqual(others)
  })

  it('stands in the log by ids and counts, begun and done', async () => {
    const { texts, places } = await renewed()
    const about = (await recordedFacts('keys.renew')).filter(({ subject }) => subject === mine.id)
    expect(about).toMatchObject([
      { result: 'done', by: 'operator', detail: { step: 'begun' } },
      { result: 'done', by: 'operator', detail: { step: 'done', made: true, texts, places, unopened: 0 } },
    ])
    const system = (await recordedFacts('key.reseal')).filter(({ subject }) => subject === mine.id)
    expect(system.length).toBeGreaterThan(3)
    expect(system.every(({ by, purpose }) => by === 'system' && purpose === 'renewal')).toBe(true)
    expect(JSON.stringify([about, system])).not.toContain(CANARY)
  })

  it('keeps what somebody writes between the reading and the writing, and what took the old key and comes late', async () => {
    const said = { latin: 'written in between', body: `${CANARY} written late` }
    const { latin } = await asKept('identity', { case_id: mine.id, latin: said.latin })
    const late = await asKept('note', { case_id: mine.id, body: said.body, recorded_by: mina.personId })
    // One holds the row that is read as it was; the other has sealed with the key of before and has not committed.
    const holder = await connected(DATABASE.superuserUrl)
    await holder.query('begin')
    await holder.query('update identity set latin = $2 where case_id = $1', [mine.id, latin])
    const writer = await connected(DATABASE.appUrl)
    await enter(writer, mina)
    const values = [late['id'], late['case_id'], late['body'], late['recorded_by']]
    await writer.query('insert into note (id, case_id, body, recorded_by) values ($1, $2, $3, $4)', values)

    const steps = new Set<string>()
    const renewing = renewCase(mine.code, (step) => steps.add(step))
    await until(somebodyWaits)
    await holder.query('commit')
    await lookedForOpenTransactions(3)
    expect([...steps]).toEqual(['look', 'seal'])
    await writer.query('commit')
    expect(await renewing).toMatchObject({ ok: true, value: { made: true, unopened: [] } })
    expect(await peek('identity', 'latin', 'case_id = $1', [mine.id])).toEqual([{ latin: said.latin }])
    expect(await peek('note', 'body', 'id = $1', [late['id']])).toEqual([{ body: said.body }])
    await expectAllUnderTheNewest()
    expect(await versions()).toEqual([2, 2, 2])
    await Promise.all([holder.end(), writer.end()])
  })

  it('that somebody else begins at the same time leaves nothing under an older key either', async () => {
    const told = await everything(mine.id)
    const both = await Promise.allSettled([renewCase(mine.code, QUIET), renewCase(mine.code, QUIET)])
    for (const one of both) {
      if (one.status === 'fulfilled') expect(one.value).toMatchObject({ ok: true, value: { unopened: [] } })
      // Of two who make the next key at once, the store takes one.
      else expect(String(one.reason)).toContain('takes no new key')
    }
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    await expectAllUnderTheNewest()
    expect(await everything(mine.id)).toEqual(told)
  })

  it('that is killed leaves everything readable, and is finished by the next call without another key', async () => {
    const notes = Array.from({ length: 60 }, (_, at) =>
      put('note', { case_id: mine.id, body: `${CANARY} ${String(at)}`, recorded_by: mina.personId }),
    )
    await Promise.all(notes)
    const told = await everything(mine.id)
    const first = new Set([...(await newestKeys(mine.id)).values()].map(({ id }) => id))
    const older = async () => (await standingTexts(mine.id)).filter(({ key }) => first.has(key)).length
    const all = await older()
    const holder = await connected(DATABASE.superuserUrl)
    await holder.query('begin')
    await holder.query('select 1 from task where case_id = $1 for update', [mine.id])
    const child = startProgram('cli/causeway.ts', ['keys', 'renew', mine.code])
    await until(somebodyWaits)
    child.process.kill('SIGKILL')
    await child.over
    await holder.query('rollback')
    await holder.end()
    // Its last transaction ends when the database notices.
    await until(
      async () =>
        (
          await look(
            `select 1 from pg_stat_activity where usename = 'causeway_jobs' and state <> 'idle' and datname = current_database()`,
          )
        ).length === 0,
    )
    const left = await older()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(all)
    expect(await everything(mine.id)).toEqual(told)
    expect(await versions()).toEqual([2, 2, 2])

    const again = startProgram('cli/causeway.ts', ['keys', 'renew', mine.code])
    await again.over
    expect(again.said()).toContain(
      `What an earlier renewal of ${mine.code} had left is finished, and no key was made`,
    )
    expect(await versions()).toEqual([2, 2, 2])
    await expectAllUnderTheNewest()
    expect(await everything(mine.id)).toEqual(told)
    // With nothing left, a call makes the next key.
    expect(await renewed()).toMatchObject({ made: true, texts: all })
    expect(await versions()).toEqual([3, 3, 3])
    await expectAllUnderTheNewest()
  })
})

describe('after a renewal', () => {
  it('what is written takes the new key', async () => {
    await renewed()
    const note = { caseId: mine.id, id: randomUUID(), body: 'After the new key.' }
    expect((await writeNote(mina, note, formOf(note))).ok).toBe(true)
    await expectAllUnderTheNewest()
  })

  it('a text that is put into another place opens no more than before, old or new', async () => {
    const places = async () =>
      look<{ id: string; body: string }>('select id, body from note where case_id = $1 order by id', [
        mine.id,
      ])
    const [old] = await places()
    await renewed()
    const [one, two] = await places()
    const stands = async (id: string | undefined, body: string | undefined) => {
      await look('update note set body = $2 where id = $1', [id, body])
      const [row] = await peek('note', 'body', 'id = $1', [id])
      return row?.['body']
    }
    const own = await stands(one?.id, one?.body)
    expect(own).toContain(CANARY)
    expect(await stands(two?.id, old?.body)).toBe(UNREADABLE)
    expect(await stands(two?.id, one?.body)).toBe(UNREADABLE)
    // Older keys are kept for backups: what stood here once opens here.
    expect(await stands(one?.id, old?.body)).toBe(own)
  })

  it('a text that does not open is named and left, and hinders neither the others nor the next renewal', async () => {
    const id = await put('note', { case_id: mine.id, body: 'whole', recorded_by: mina.personId })
    await look('update note set body = $2 where id = $1', [id, SEAL_SHAPED])
    for (const version of [2, 3]) {
      const outcome = await renewed()
      expect(outcome).toMatchObject({ made: true, unopened: [`note.body of ${id}: unknown-key`] })
      expect(await versions()).toEqual([version, version, version])
    }
    const [row] = await look<{ body: string }>('select body from note where id = $1', [id])
    expect(row?.body).toBe(SEAL_SHAPED)
  })
})

describe('no renewal', () => {
  it('is there for a code that no case bears, or that is none', async () => {
    for (const code of ['nomore-47', 'Kim', ''])
      expect(await renewCase(code, QUIET)).toEqual(refused('absent'))
    expect((await recordedFacts('keys.renew')).slice(-3)).toMatchObject([
      { result: 'refused:absent', subject: null, detail: { asked: 'nomore-47' } },
      { result: 'refused:absent', detail: { step: 'begun' } },
      { result: 'refused:absent', detail: { step: 'begun' } },
    ])
    const child = startProgram('cli/causeway.ts', ['keys', 'renew', 'nomore-47'])
    await child.over
    expect([child.process.exitCode, child.said()]).toEqual([
      1,
      expect.stringContaining('No case has this code.'),
    ])
    expect(JSON.stringify(await recordedFacts('keys.renew'))).not.toContain('Kim')
  })

  it('is there for a case that was deleted, nor for one that a backup brought back', async () => {
    await look(
      `insert into forgetting (id, kind, subject_id, team_id, codes, owners, cause, forgotten_at)
       values (gen_random_uuid(), 'case', gen_random_uuid(), $1, '{gonego-11,inside-12}', '{case:x}', 'repeated', now())`,
      [team.id],
    )
    expect(await renewCase('gonego-11', QUIET)).toEqual(refused('forgotten'))
    expect(await renewCase('inside-12', QUIET)).toEqual(refused('absent'))
    await forgetOwners([`case:${mine.id}`])
    const before = await standingTexts(mine.id)
    expect(await renewCase(mine.code, QUIET)).toEqual(refused('forgotten'))
    expect(await standingTexts(mine.id)).toEqual(before)
    const about = (await recordedFacts('keys.renew')).filter(({ subject }) => subject === mine.id)
    expect(about.at(-1)).toMatchObject({ result: 'refused:forgotten', detail: { step: 'done' } })
    expect(await renewed((await makeWholeCase(team, mina)).code)).toMatchObject({ made: true })
  })

  it('is finished of a case that two people delete meanwhile', async () => {
    const input = {
      caseId: mine.id,
      id: randomUUID(),
      cause: 'own-wish',
      reason: 'Wished by phone.',
    } as const
    expect((await askDeletion(mina, input, formOf(input))).ok).toBe(true)
    const hana = await makePerson(['director'], null)
    // Somebody is at work elsewhere, and is waited for.
    const writer = await connected(DATABASE.appUrl)
    await enter(writer, hana)
    const renewing = renewCase(mine.code, QUIET)
    await lookedForOpenTransactions(1)
    const decision = { approvalId: input.id, decision: 'approved' as const, comment: '', acknowledged: [] }
    expect(await decideApproval(hana, decision, formOf(decision))).toEqual(granted(null))
    await writer.query('rollback')
    await writer.end()
    expect(await renewing).toEqual(refused('forgotten'))
    expect(await standingTexts(mine.id)).toEqual([])
  })
})
