/** The door: decides, works, records and commits all of it or nothing. */
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { act, type Door } from '../../../lib/server/act/act.ts'
import { hashOf } from '../../../lib/server/act/submission.ts'
import type { Tx } from '../../../lib/server/act/tx.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { sealed } from '../../../lib/server/vault/vault.ts'
import { factsOf, formOf, makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, DATABASE, look } from '../../support/database.ts'

async function stage() {
  const team = await makeTeam()
  const worker = await makePerson(['caseworker'], team)
  const file = await makeCase(team, [worker])
  return { team, worker, file }
}

async function notesOf(caseId: string): Promise<number> {
  const [row] = await look<{ n: number }>('select count(*)::int as n from note where case_id = $1', [caseId])
  return row?.n ?? -1
}

async function addNote(tx: Tx, { subjectId: caseId, personId }: Door, id: string): Promise<void> {
  const said = await sealed('note', caseOwner(caseId), id, { body: 'lost, or kept' })
  await tx.note.create({ data: { ...said, id, caseId, recordedBy: personId } })
}

async function entriesOf(caseId: string): Promise<readonly { action: string; result: string; tx: string }[]> {
  const rows = await look<{ action: string; payload: Buffer; tx: string }>(
    'select action, payload, tx::text from audit_entry where subject = $1 order by id',
    [caseId],
  )
  return rows.map(({ action, payload, tx }) => {
    const fact = JSON.parse(payload.toString('utf8')) as { result: string }
    return { action, result: fact.result, tx }
  })
}

describe('the audit entry', () => {
  it('is written in the same transaction as the operation', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'warm clothes bought' }
    expect(await writeNote(worker, note, formOf(note))).toEqual(granted(null))
    const [written] = await look<{ tx: string }>('select xmin::text as tx from note where id = $1', [note.id])
    const [entry] = await entriesOf(file.id)
    expect(entry).toMatchObject({ action: 'note.write', result: 'done' })
    expect(Number(entry?.tx) % 2 ** 32).toBe(Number(written?.tx))
  })

  it('is there for a read as well', async () => {
    const { worker, file } = await stage()
    const subject = { kind: 'case', id: file.id } as const
    await act(worker, { action: 'case.read', subject }, () => Promise.resolve(granted(null)))
    expect(await entriesOf(file.id)).toMatchObject([{ action: 'case.read', result: 'done' }])
  })

  it('is there for a refused attempt, of which nothing else is left', async () => {
    const { worker, file } = await stage()
    const outcome = await act(
      worker,
      { action: 'note.write', subject: { kind: 'case', id: file.id } },
      async (tx, door) => {
        await addNote(tx, door, randomUUID())
        return refused('stale')
      },
    )
    expect(outcome).toEqual(refused('stale'))
    expect(await notesOf(file.id)).toBe(0)
    expect(await entriesOf(file.id)).toMatchObject([{ action: 'note.write', result: 'refused:stale' }])
  })

  it('is written together with what a refusal leaves, where the work says so', async () => {
    const { worker, file } = await stage()
    const id = randomUUID()
    const outcome = await act(
      worker,
      { action: 'note.write', subject: { kind: 'case', id: file.id } },
      async (tx, door) => {
        await addNote(tx, door, id)
        door.keepRefused()
        return refused('stale')
      },
    )
    expect(outcome).toEqual(refused('stale'))
    const [written] = await look<{ tx: string }>('select xmin::text as tx from note where id = $1', [id])
    const [entry, ...more] = await entriesOf(file.id)
    expect(entry).toMatchObject({ action: 'note.write', result: 'refused:stale' })
    expect(Number(entry?.tx) % 2 ** 32).toBe(Number(written?.tx))
    expect(more).toEqual([])
  })

  it('of a form’s work is never kept with its refusal: a retry would be told that it was saved', async () => {
    const { worker, file } = await stage()
    const keeping = act(
      worker,
      { action: 'note.write', subject: { kind: 'case', id: file.id } },
      (_, door) => {
        door.keepRefused()
        return Promise.resolve(refused('stale'))
      },
      formOf(),
    )
    await expect(keeping).rejects.toThrow(/^act failed/)
    expect(await entriesOf(file.id)).toEqual([])
  })

  it('is rolled back with the work when the work breaks, and what is thrown says a reference only', async () => {
    const { worker, file } = await stage()
    const broken = act(
      worker,
      { action: 'note.write', subject: { kind: 'case', id: file.id } },
      async (tx, door) => {
        await addNote(tx, door, randomUUID())
        throw new Error('a bug')
      },
    )
    await expect(broken).rejects.toThrow(/^act failed: [0-9a-f-]{36}$/)
    expect(await notesOf(file.id)).toBe(0)
    expect(await entriesOf(file.id)).toEqual([])
  })

  it('holds no free text, only ids and closed words', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'the address is 12 Canary Street' }
    await writeNote(worker, note, formOf(note))
    const rows = await look<{ text: string }>(
      `select convert_from(payload, 'UTF8') as text from audit_entry where subject = $1`,
      [file.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain('Canary')
  })
})

describe('out of reach', () => {
  it('and absent give the same answer, and the attempt is recorded', async () => {
    const { file } = await stage()
    const stranger = await makePerson(['caseworker'], await makeTeam())
    const note = { caseId: file.id, id: randomUUID(), body: 'x' }
    expect(await writeNote(stranger, note, formOf(note))).toEqual(refused('absent'))
    const nowhere = { ...note, caseId: randomUUID(), id: randomUUID() }
    expect(await writeNote(stranger, nowhere, formOf(nowhere))).toEqual(refused('absent'))
    // The database does not tell the app whether the case is there, so the log keeps what was asked for.
    expect(await entriesOf(file.id)).toEqual([])
    const tried = (await factsOf('note.write')).filter(({ result }) => result === 'refused:absent')
    expect(tried).toMatchObject([{ detail: { asked: file.id } }, { detail: { asked: nowhere.caseId } }])
  })

  it('is what a case becomes for a write that waited while its assignment ended', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'typed in time, too late all the same' }
    const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select 1 from case_file where id = $1 for update', [file.id])
    const waiting = writeNote(worker, note, formOf(note))
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await look(waits)).length === 0);
    await holder.query('update assignment set until_at = clock_timestamp() where case_id = $1', [file.id])
    await holder.query('commit')
    await holder.end()
    expect(await waiting).toEqual(refused('absent'))
    expect(await notesOf(file.id)).toBe(0)
  })

  it('is what a case becomes at the moment when its assignment ends', async () => {
    const { worker, file } = await stage()
    const before = { caseId: file.id, id: randomUUID(), body: 'still mine' }
    expect((await writeNote(worker, before, formOf(before))).ok).toBe(true)
    await look('update assignment set until_at = now() where case_id = $1', [file.id])
    const after = { caseId: file.id, id: randomUUID(), body: 'no longer mine' }
    expect(await writeNote(worker, after, formOf(after))).toEqual(refused('absent'))
  })

  it.each(["' or true --", 'tamore-47\u0000', '../../etc', ''])(
    'a code that is no code (%j) is absent and breaks nothing',
    async (code) => {
      const { worker } = await stage()
      const read = act(worker, { action: 'case.read', subject: { kind: 'case-code', code } }, () =>
        Promise.resolve(granted(null)),
      )
      await expect(read).resolves.toEqual(refused('absent'))
    },
  )
})

describe('a retry', () => {
  it('with the same key saves once and gets the first answer', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'once' }
    const form = formOf(note)
    expect(await writeNote(worker, note, form)).toEqual(granted(null))
    expect(await writeNote(worker, note, form)).toEqual(granted(null))
    expect(await notesOf(file.id)).toBe(1)
    expect((await entriesOf(file.id)).map(({ result }) => result)).toEqual(['done', 'replayed'])
  })

  it('raced twenty times at once saves once', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'raced' }
    const form = formOf(note)
    const answers = await Promise.all(Array.from({ length: 20 }, () => writeNote(worker, note, form)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await notesOf(file.id)).toBe(1)
  })

  it('with the same key and other words is refused, and the first words stay', async () => {
    const { worker, file } = await stage()
    const note = { caseId: file.id, id: randomUUID(), body: 'first' }
    const form = formOf(note)
    await writeNote(worker, note, form)
    const other = { ...note, id: randomUUID(), body: 'second' }
    expect(await writeNote(worker, other, { ...form, hash: hashOf(other) })).toEqual(refused('key-reused'))
    expect(await notesOf(file.id)).toBe(1)
  })

  it('is told from another by a keyed hash: nobody finds a name by trying names', () => {
    const values = { caseId: randomUUID(), hangul: '김철수' }
    const bare = createHash('sha256').update(JSON.stringify(values)).digest()
    expect(Buffer.from(hashOf(values)).equals(bare)).toBe(false)
    expect(hashOf({ ...values })).toEqual(hashOf(values))
    expect(hashOf({ ...values, hangul: '김철호' })).not.toEqual(hashOf(values))
  })

  it('of somebody else’s key is theirs, not mine', async () => {
    const { team, worker, file } = await stage()
    const colleague = await makePerson(['caseworker'], team)
    const theirs = await makeCase(team, [colleague])
    const mine = { caseId: file.id, id: randomUUID(), body: 'mine' }
    const form = formOf(mine)
    await writeNote(worker, mine, form)
    const other = { caseId: theirs.id, id: randomUUID(), body: 'theirs' }
    expect(await writeNote(colleague, other, formOf(other, { key: form.key }))).toEqual(granted(null))
  })
})

describe('a refused attempt', () => {
  it('of a visitor is recorded without a person', async () => {
    await act({ kind: 'visitor' }, { action: 'case.list', subject: { kind: 'list' } }, () =>
      Promise.resolve(granted(null)),
    )
    expect(await factsOf('case.list')).toMatchObject([{ result: 'refused:signed-out' }])
  })
})

describe('the app’s login', () => {
  it('owns nothing, is no superuser and sees nothing of the log by itself', async () => {
    const rows = await look<{ n: number }>(
      `select count(*)::int as n from pg_class where pg_get_userbyid(relowner) = 'causeway_app'`,
    )
    expect(rows).toEqual([{ n: 0 }])
    const [role] = await look(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = $1',
      ['causeway_app'],
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false })
    const seen = await asApp((client) => client.query('select id from audit_entry'))
    expect(seen.rows).toEqual([])
  })
})
