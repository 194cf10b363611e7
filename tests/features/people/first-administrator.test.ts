/** How a new house gets its first administrator: a link from the operator's shell, until one was used. */
import { expect, test } from 'vitest'
import { enrol } from '../../../lib/features/enrolment/service.ts'
import { inviteFirstAdministrator } from '../../../lib/features/operator/service.ts'
import { readPeople } from '../../../lib/features/people/service.ts'
import { openSession } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { look } from '../../support/database.ts'
import { recordedFacts } from '../../support/staff.ts'

const CHOSEN = 'three boats at the north pier'

async function freshLink(): Promise<string> {
  const outcome = await inviteFirstAdministrator()
  if (!outcome.ok || outcome.value === null) throw new Error('no link')
  return outcome.value.token
}

test('each start gives a fresh link to the same person until one was used, then none', async () => {
  const tokens = await Promise.all([freshLink(), freshLink()])
  const newest = await freshLink()
  expect(new Set([...tokens, newest]).size).toBe(3)
  expect(await look("select login from person where 'administrator' = any (roles)")).toEqual([
    { login: 'administrator' },
  ])
  for (const token of tokens) {
    expect(await enrol({ token, password: CHOSEN, again: CHOSEN })).toEqual({ ok: false, refusal: 'expired' })
  }

  expect(await enrol({ token: newest, password: CHOSEN, again: CHOSEN })).toEqual({ ok: true, value: null })
  expect(await inviteFirstAdministrator()).toEqual({ ok: true, value: null })

  const session = await openSession('administrator', CHOSEN)
  if (!session.ok) throw new Error(session.refusal)
  const person = await lookUpSession(session.value.token)
  if (person === null) throw new Error('no session')
  expect((await readPeople(person, null)).ok).toBe(true)
})

test('it is recorded as done by the operator, without the token', async () => {
  const facts = await recordedFacts('person.invite-first')
  expect(facts).toHaveLength(4)
  expect(facts[0]).toEqual({
    action: 'person.invite-first',
    result: 'done',
    subject: null,
    detail: {},
    by: 'operator',
  })
})
