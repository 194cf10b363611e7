import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { draftNameSchema, draftSchema } from '../../../lib/features/drafts/schema.ts'
import { discardDraft, readDraft, saveDraft } from '../../../lib/features/drafts/service.ts'
import { env } from '../../../lib/server/env.ts'
import { log } from '../../../lib/server/log.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { makeCase, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { ringOf } from '../../support/sealed-rows.ts'

let team: Team
let mina: PersonActor
let oleg: PersonActor

beforeAll(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  oleg = await makePerson(['caseworker'], team)
})

function draft(form: string, values: Record<string, unknown> = { body: 'Met at the station' }, subject = '') {
  return { form, subject, content: { key: randomUUID(), values } }
}

test('what somebody typed comes back to them, and to nobody else', async () => {
  const subject = randomUUID()
  const typed = draft('note', { body: 'Met at the station 🚉' }, subject)
  expect(await saveDraft(mina, typed)).toEqual({ ok: true, value: null })
  expect(await readDraft(mina, 'note', subject)).toEqual({ ok: true, value: typed.content })
  expect(await readDraft(oleg, 'note', subject)).toEqual({ ok: true, value: null })
  expect(await readDraft(mina, 'note', randomUUID())).toEqual({ ok: true, value: null })
  expect(await readDraft(mina, 'task', subject)).toEqual({ ok: true, value: null })
})

test('a newer draft takes the place of the older one, and a discarded one is gone', async () => {
  await saveDraft(mina, draft('case.create', { latin: 'K' }))
  const newer = draft('case.create', { latin: 'Ki' })
  await saveDraft(mina, newer)
  expect(await readDraft(mina, 'case.create')).toEqual({ ok: true, value: newer.content })
  expect(await discardDraft(mina, { form: 'case.create', subject: '' })).toEqual({ ok: true, value: null })
  expect(await readDraft(mina, 'case.create')).toEqual({ ok: true, value: null })
  expect(await discardDraft(mina, { form: 'case.create', subject: '' })).toEqual({ ok: true, value: null })
})

test('nobody without a session keeps a draft', async () => {
  expect(await saveDraft({ kind: 'visitor' }, draft('note'))).toEqual({ ok: false, refusal: 'signed-out' })
})

test('a draft of more than 64 kB is refused, one of nearly 64 kB is kept', async () => {
  expect(await saveDraft(mina, draft('risk', { text: '가'.repeat(22_000) }))).toEqual({
    ok: false,
    refusal: 'too-large',
  })
  expect((await saveDraft(mina, draft('risk', { text: '가'.repeat(21_000) }))).ok).toBe(true)
})

test('a draft is gone after a day', async () => {
  const typed = draft('move')
  await saveDraft(mina, typed)
  await look(`update draft set saved_at = now() - interval '23 hours 59 minutes' where form = 'move'`)
  expect(await readDraft(mina, 'move')).toEqual({ ok: true, value: typed.content })
  await look(`update draft set saved_at = now() - interval '24 hours 1 minute' where form = 'move'`)
  expect(await readDraft(mina, 'move')).toEqual({ ok: true, value: null })
})

test('the database holds no word of a draft', async () => {
  await saveDraft(mina, draft('protection', { reference: 'canary-4711' }))
  const [row] = await look<{ sealed: string }>(`select sealed from draft where form = 'protection'`)
  expect(row?.sealed.includes('canary-4711')).toBe(false)
  expect(row?.sealed.includes('reference')).toBe(false)
})

test('a draft that was altered, or moved to another form or person, counts as absent and is logged', async () => {
  const complaint = vi.spyOn(log(), 'warn')
  await saveDraft(mina, draft('arrival'))
  await look(
    `update draft set sealed = overlay(sealed placing translate(substr(sealed, 100, 1), 'ABCD', 'BCDA') || 'A' from 100 for 2)
     where form = 'arrival'`,
  )
  expect(await readDraft(mina, 'arrival')).toEqual({ ok: true, value: null })

  await saveDraft(mina, draft('incident'))
  await look(`update draft set form = 'close' where form = 'incident'`)
  expect(await readDraft(mina, 'close')).toEqual({ ok: true, value: null })
  await look(`update draft set form = 'incident', person_id = $1 where form = 'close'`, [oleg.personId])
  expect(await readDraft(oleg, 'incident')).toEqual({ ok: true, value: null })
  expect(complaint).toHaveBeenCalledTimes(3)

  await look(`update draft set person_id = $1 where form = 'incident'`, [mina.personId])
  expect((await readDraft(mina, 'incident')).ok).toBe(true)
  expect(complaint).toHaveBeenCalledTimes(3)
})

test('a draft about a case goes with the case’s key, and one about nothing yet stays', async () => {
  const file = await makeCase(team, [mina])
  const about = draft('contact', { civicGroup: 'By the station' }, file.id)
  const free = draft('case.create', { latin: 'Ri' })
  for (const one of [about, free]) await saveDraft(mina, one)
  expect(await readDraft(mina, 'contact', file.id)).toEqual({ ok: true, value: about.content })
  const { CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE } = env()
  const ring = ringOf({ CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE })
  await ring.forget(caseOwner(file.id))
  await ring.close()
  expect(await readDraft(mina, 'contact', file.id)).toEqual({ ok: true, value: null })
  expect(await readDraft(mina, 'case.create')).toEqual({ ok: true, value: free.content })
})

test('a draft that names a case out of reach takes its writer’s key', async () => {
  const file = await makeCase(team, [mina])
  const typed = draft('task', { title: 'Call' }, file.id)
  await saveDraft(oleg, typed)
  expect(await look('select case_id from draft where subject = $1', [file.id])).toEqual([{ case_id: null }])
  expect(await readDraft(oleg, 'task', file.id)).toEqual({ ok: true, value: typed.content })
})

test('the endpoint takes the shapes that the forms send', () => {
  const content = { key: randomUUID(), values: { a: 1 } }
  expect(draftSchema.parse({ form: 'note', subject: null, content })).toEqual({
    form: 'note',
    subject: '',
    content,
  })
  expect(draftNameSchema.parse({ form: 'case.create' })).toEqual({ form: 'case.create', subject: '' })
  expect(draftSchema.safeParse({ form: 'Note!', subject: null, content }).success).toBe(false)
  expect(draftSchema.safeParse({ form: 'note', subject: 'tamore-47', content }).success).toBe(false)
})
