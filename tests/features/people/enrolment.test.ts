/** One-time links: they work once, for a day, and tell nothing to anybody else. */
import { beforeAll, describe, expect, test } from 'vitest'
import { enrol, readInvitation } from '../../../lib/features/enrolment/service.ts'
import { openSession } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { look } from '../../support/database.ts'
import { invite, madeLink, newLink } from '../../support/links.ts'
import { addPerson, PASSWORD, recordedFacts, type Staff } from '../../support/staff.ts'

const EXPIRED = { ok: false, refusal: 'expired' }
const CHOSEN = 'three boats at the north pier'
let root: Staff
let ines: Staff

beforeAll(async () => {
  root = await addPerson({ login: 'root', roles: ['administrator'] })
  ines = await addPerson({ login: 'ines', roles: ['administrator'] })
})

async function linkFor(login: string): Promise<{ personId: string; token: string }> {
  const person = { login, displayName: 'Vera Lim', roles: ['auditor' as const], teamId: null }
  const personId = await invite(root, ines, person)
  return { personId, token: await madeLink(root, personId) }
}

function typed(token: string, password = CHOSEN, again = password) {
  return { token, password, again }
}

describe('a fresh link', () => {
  test('says whose it is, takes a password, and that password signs in', async () => {
    const { token } = await linkFor('vera')
    expect(await readInvitation({ token })).toEqual({
      ok: true,
      value: { login: 'vera', displayName: 'Vera Lim' },
    })
    expect(await enrol(typed(token))).toEqual({ ok: true, value: null })
    expect((await openSession('vera', CHOSEN)).ok).toBe(true)
  })

  test('may be looked at several times before it is used', async () => {
    const { token } = await linkFor('looker')
    await readInvitation({ token })
    expect((await readInvitation({ token })).ok).toBe(true)
  })

  test('is used once, also when two press at the same moment', async () => {
    const { token } = await linkFor('race')
    const outcomes = await Promise.all([
      enrol(typed(token)),
      enrol(typed(token, 'another set of four words')),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes).toContainEqual(EXPIRED)
  })
})

describe('a link that opens nothing', () => {
  test('unknown, used, expired, replaced and disabled ones get the same answer', async () => {
    const used = await linkFor('used')
    await enrol(typed(used.token))
    const old = await linkFor('old')
    await look("update invitation set expires_at = now() - interval '1 second' where person_id = $1", [
      old.personId,
    ])
    const replaced = await linkFor('replaced')
    await madeLink(root, replaced.personId)
    const disabled = await linkFor('shut')
    await look('update person set disabled_at = now() where id = $1', [disabled.personId])
    for (const token of [used.token, old.token, replaced.token, disabled.token, 'unknown', '\u0000']) {
      expect(await readInvitation({ token })).toEqual(EXPIRED)
      expect(await enrol(typed(token))).toEqual(EXPIRED)
    }
    expect(await look('select from credential where person_id = $1', [old.personId])).toEqual([])
  })
})

describe('the password', () => {
  test.each([
    ['birch amber', 'password-short'],
    ['password password', 'password-common'],
    ['careful amber lantern pond', 'password-common'],
  ])('%s is refused, and the link still works', async (password, problem) => {
    const login = 'careful'
    await look("update person set login = 'x' || id::text where login = $1", [login])
    const { token } = await linkFor(login)
    expect(await enrol(typed(token, password))).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { password: problem },
    })
    expect((await enrol(typed(token))).ok).toBe(true)
  })

  test('two that differ are refused', async () => {
    const { token } = await linkFor('differs')
    expect(await enrol(typed(token, CHOSEN, `${CHOSEN}s`))).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { again: 'passwords-differ' },
    })
  })

  test('chosen anew by a second link, it ends the sessions under the old one', async () => {
    const dan = await addPerson({ login: 'dan', roles: ['analyst'] })
    const session = await openSession('dan', PASSWORD)
    const again = await newLink(root, ines, dan.personId)
    if (!session.ok) throw new Error('refused')
    expect(await lookUpSession(session.value.token)).not.toBe(null)
    await enrol(typed(again))
    expect(await lookUpSession(session.value.token)).toBe(null)
    expect((await openSession('dan', PASSWORD)).ok).toBe(false)
    expect((await openSession('dan', CHOSEN)).ok).toBe(true)
  })
})

test('every use of a link is recorded, without token, password or name', async () => {
  const { token, personId } = await linkFor('recorded')
  await enrol(typed(token))
  const facts = await recordedFacts('person.enrol')
  expect(facts.slice(-2)).toMatchObject([
    { result: 'done', by: 'visitor', detail: { step: 'link' } },
    { result: 'done', by: 'visitor', subject: personId, detail: { step: 'password' } },
  ])
  const said = JSON.stringify(facts)
  for (const word of [token, CHOSEN, 'Lim', 'recorded']) expect(said).not.toContain(word)
})
