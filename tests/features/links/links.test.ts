/** One-time links take two administrators: one asks, another approves, and whoever asked makes it, once and in time. */
import { beforeAll, describe, expect, test } from 'vitest'
import { enrol } from '../../../lib/features/enrolment/service.ts'
import { askLink, makeLink, readAskedPeople, readLink } from '../../../lib/features/links/service.ts'
import { editPerson } from '../../../lib/features/people/service.ts'
import { hashToken } from '../../../lib/server/session/token.ts'
import { look } from '../../support/database.ts'
import { askedAbout, decideAbout, invite, madeLink, newLink } from '../../support/links.ts'
import { addPerson, freshForm, recordedFacts, type Staff } from '../../support/staff.ts'

const DONE = { ok: true, value: null }
const NEEDS = { ok: false, refusal: 'needs-approval' }
const CHOSEN = 'three boats at the north pier'
let root: Staff
let ines: Staff
let third: Staff

beforeAll(async () => {
  root = await addPerson({ login: 'root', roles: ['administrator'] })
  ines = await addPerson({ login: 'ines', roles: ['administrator'] })
  third = await addPerson({ login: 'third', roles: ['administrator'] })
})

function somebody(login: string) {
  return { login, displayName: 'Vera Lim', roles: ['auditor' as const], teamId: null }
}

const make = (by: Staff, personId: string) => makeLink(by, { personId }, freshForm())
const asks = (by: Staff, personId: string) => askLink(by, { personId }, freshForm())

async function setBack(personId: string, hours: number): Promise<void> {
  await look(`do $$ begin set local session_replication_role = replica;
    update approval_request set decided_at = decided_at - interval '${String(hours)} hours',
      asked_at = asked_at - interval '${String(hours)} hours', expires_at = expires_at - interval '${String(hours)} hours'
    where subject_id = '${personId}'; end $$`)
}

async function shut(person: Staff, out: boolean): Promise<void> {
  await look('update person set disabled_at = case when $2 then now() end where id = $1', [
    person.personId,
    out,
  ])
}

describe('somebody new, approved by two,', () => {
  test('gets a link from whoever asked, of which only the hash is kept', async () => {
    const personId = await invite(root, ines, somebody('vera'))
    for (const other of [ines, third]) expect(await make(other, personId)).toEqual(NEEDS)
    expect(await readLink(root, personId)).toMatchObject({ ok: true, value: { mayMake: true } })
    const token = await madeLink(root, personId)
    const [link] = await look<{ token_hash: Buffer; hours: string }>(
      'select token_hash, extract(epoch from expires_at - created_at) / 3600 as hours from invitation where person_id = $1',
      [personId],
    )
    expect(link?.token_hash.equals(hashToken(token))).toBe(true)
    expect(Number(link?.hours)).toBeCloseTo(24, 2)
    const kept = await look<{ row: string }>(
      "select s::text as row from submission s union all select convert_from(payload, 'utf8') from audit_entry",
    )
    expect(kept.some(({ row }) => row.includes(token) || row.includes('vera') || row.includes('Lim'))).toBe(
      false,
    )
  })

  test('gets another one alone while nobody has used it, and only the newest works', async () => {
    const personId = await invite(root, ines, somebody('lost'))
    const first = await madeLink(root, personId)
    const second = await madeLink(root, personId)
    const typed = (token: string) => ({ token, password: CHOSEN, again: CHOSEN })
    expect(await enrol(typed(first))).toEqual({ ok: false, refusal: 'expired' })
    expect(await enrol(typed(second))).toEqual(DONE)
    expect(await make(root, personId)).toEqual(NEEDS)
  })

  test('gets none alone when 72 hours are over: then it takes two again', async () => {
    const personId = await invite(root, ines, somebody('late'))
    await setBack(personId, 71)
    expect((await make(root, personId)).ok).toBe(true)
    await setBack(personId, 1)
    expect(await make(root, personId)).toEqual(NEEDS)
    await expect(newLink(root, ines, personId)).resolves.toEqual(expect.any(String))
  })

  test('a repeated press shows no second link', async () => {
    const personId = await invite(root, ines, somebody('twice'))
    const form = freshForm()
    expect((await makeLink(root, { personId }, form)).ok).toBe(true)
    expect(await makeLink(root, { personId }, form)).toEqual({ ok: true, value: { personId, token: null } })
    expect(await look('select id from invitation where person_id = $1', [personId])).toHaveLength(1)
  })
})

describe('a new link for somebody with a password', () => {
  let dan: Staff

  async function fresh(login: string): Promise<Staff> {
    dan = await addPerson({ login, roles: ['analyst'] })
    return dan
  }

  test('is made by nobody alone; approved, once, by whoever asked', async () => {
    const { personId } = await fresh('dan')
    expect(await make(root, personId)).toEqual(NEEDS)
    expect(await asks(root, personId)).toEqual(DONE)
    expect(await readLink(ines, personId)).toMatchObject({
      ok: true,
      value: { mayMake: false, waiting: { askedBy: 'root (invented)' } },
    })
    expect(await make(root, personId)).toEqual(NEEDS)
    expect(await decideAbout(personId, root)).toEqual({ ok: false, refusal: 'same-person' })
    expect(await decideAbout(personId, ines)).toEqual(DONE)
    for (const other of [ines, third]) expect(await make(other, personId)).toEqual(NEEDS)
    expect((await make(root, personId)).ok).toBe(true)
    expect(await make(root, personId)).toEqual(NEEDS)
    expect((await recordedFacts('person.link')).at(-2)).toMatchObject({ result: 'done', subject: personId })
  })

  test('of two presses at the same moment one makes it', async () => {
    const { personId } = await fresh('race')
    await asks(root, personId)
    await decideAbout(personId, ines)
    const outcomes = await Promise.all([make(root, personId), make(root, personId)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes).toContainEqual(NEEDS)
  })

  test('is not approved by whom it is about, nor by somebody who is shut out meanwhile', async () => {
    await asks(root, third.personId)
    expect(await decideAbout(third.personId, third)).toEqual({ ok: false, refusal: 'same-person' })
    await shut(ines, true)
    expect(await decideAbout(third.personId, ines)).toEqual({ ok: false, refusal: 'signed-out' })
    await shut(ines, false)
    expect(await decideAbout(third.personId, ines)).toEqual(DONE)
  })

  test('serves nobody while whoever approved it is shut out', async () => {
    const { personId } = await fresh('egor')
    await asks(root, personId)
    await decideAbout(personId, ines)
    await shut(ines, true)
    expect(await make(root, personId)).toEqual(NEEDS)
    await shut(ines, false)
    expect((await make(root, personId)).ok).toBe(true)
  })

  test('that was asked for 72 hours ago is not approved any more; one asked before them is', async () => {
    const { personId } = await fresh('slow')
    await asks(root, personId)
    await setBack(personId, 73)
    expect(await decideAbout(personId, ines)).toEqual({ ok: false, refusal: 'expired' })
    await asks(root, personId)
    await setBack(personId, 71)
    expect(await decideAbout(personId, ines)).toEqual(DONE)
  })

  test('serves somebody as they were: with other roles it has to be asked for again', async () => {
    const { personId } = await fresh('riser')
    await asks(root, personId)
    await decideAbout(personId, ines)
    const change = { personId, displayName: dan.login, roles: ['director' as const], teamId: null }
    await editPerson(root, change, freshForm())
    await decideAbout(personId, ines)
    expect(await make(root, personId)).toEqual(NEEDS)
    await expect(newLink(root, ines, personId)).resolves.toEqual(expect.any(String))
  })

  test('about somebody who changed since is not approved; asked again it is', async () => {
    const { personId } = await fresh('moved')
    await asks(root, personId)
    const renamed = { personId, displayName: 'Renamed', roles: ['analyst' as const], teamId: null }
    await editPerson(ines, renamed, freshForm())
    expect(await decideAbout(personId, ines)).toEqual({ ok: false, refusal: 'stale' })
    await expect(newLink(root, ines, personId)).resolves.toEqual(expect.any(String))
  })

  test('is asked for again by another administrator; the newer request takes the place of the older', async () => {
    const { personId } = await fresh('again')
    await asks(root, personId)
    const older = await askedAbout(personId)
    expect(await asks(ines, personId)).toEqual(DONE)
    expect(await look('select decision from approval_request where id = $1', [older])).toEqual([
      { decision: 'withdrawn' },
    ])
    expect(await decideAbout(personId, root)).toEqual(DONE)
    expect((await make(ines, personId)).ok).toBe(true)
  })

  test('waits beside a change of roles', async () => {
    const { personId } = await fresh('both')
    const change = { personId, displayName: dan.login, roles: ['director' as const], teamId: null }
    expect(await editPerson(root, change, freshForm())).toMatchObject({ ok: true, value: { asked: true } })
    expect(await asks(root, personId)).toEqual(DONE)
  })

  test('where nobody else could decide nothing is asked; with a third administrator it is', async () => {
    await shut(third, true)
    // Of the two who are left, one asks and the other is meant.
    expect(await readLink(root, ines.personId)).toMatchObject({ ok: true, value: { mayAsk: false } })
    expect(await asks(root, ines.personId)).toEqual({ ok: false, refusal: 'needs-second-administrator' })
    await shut(third, false)
    expect(await readLink(root, ines.personId)).toMatchObject({ ok: true, value: { mayAsk: true } })
    expect(await asks(root, ines.personId)).toEqual(DONE)
  })
})

describe('what was asked of a second administrator', () => {
  async function listed(by: Staff, personId: string) {
    const outcome = await readAskedPeople(by)
    if (!outcome.ok) throw new Error(outcome.refusal)
    const request = await askedAbout(personId)
    return outcome.value.find(({ id }) => id === request)
  }

  test('is listed for every administrator while it waits, and for whoever asked until the link is made', async () => {
    const { personId } = await addPerson({ login: 'listed', roles: ['analyst'] })
    await asks(root, personId)
    expect(await listed(root, personId)).toMatchObject({ state: 'waiting', mine: true, login: 'listed' })
    expect(await listed(ines, personId)).toMatchObject({ state: 'waiting', mine: false })
    await decideAbout(personId, ines)
    expect(await listed(ines, personId)).toBeUndefined()
    expect(await listed(root, personId)).toMatchObject({ state: 'approved', personId })
    await madeLink(root, personId)
    expect(await listed(root, personId)).toBeUndefined()
  })

  test('comes back to whoever asked with what was said', async () => {
    const { personId } = await addPerson({ login: 'returned', roles: ['analyst'] })
    await asks(root, personId)
    await decideAbout(personId, ines, 'returned')
    expect(await listed(root, personId)).toMatchObject({ state: 'returned', comment: 'Looked at' })
    expect(await listed(ines, personId)).toBeUndefined()
    expect(await readLink(root, personId)).toMatchObject({ ok: true, value: { returned: 'Looked at' } })
    expect(await make(root, personId)).toEqual(NEEDS)
  })
})
