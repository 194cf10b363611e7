/** Who may invite, change and disable whom, and that the house is never left without an administrator. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideApproval, openApproval } from '../../../lib/features/approvals/service.ts'
import { askLink, makeLink, readAskedPeople, readLink } from '../../../lib/features/links/service.ts'
import type { PersonRow } from '../../../lib/features/people/schema.ts'
import {
  askInvitation,
  disablePerson,
  editPerson,
  enablePerson,
  readPeople,
  readPerson,
} from '../../../lib/features/people/service.ts'
import { openSession } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import type { Role } from '../../../lib/domain/policy/roles.ts'
import { look } from '../../support/database.ts'
import { askedAbout, decideAbout, invite, madeLink } from '../../support/links.ts'
import { addPerson, addTeam, freshForm, PASSWORD, recordedFacts, type Staff } from '../../support/staff.ts'

let team: string
let root: Staff
let ines: Staff

beforeAll(async () => {
  team = await addTeam('Vladivostok')
  root = await addPerson({ login: 'root', roles: ['administrator'] })
  ines = await addPerson({ login: 'ines', roles: ['administrator'] })
})

async function rowOf(person: Staff | string): Promise<PersonRow> {
  const outcome = await readPerson(root, typeof person === 'string' ? person : person.personId)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.person
}

function edited(person: Staff, roles: readonly Role[], teamId: string | null = null) {
  return { personId: person.personId, displayName: 'Renamed', roles: [...roles], teamId }
}

async function deciding(approvalId: string, by: Staff, decision: 'approved' | 'returned' = 'approved') {
  const input = { approvalId, decision, comment: 'Looked at', acknowledged: [] }
  return decideApproval(by, input, freshForm())
}

const ASKED = { ok: true, value: { asked: true } }

function invited(login: string, roles: readonly Role[] = ['caseworker'], teamId: string | null = team) {
  return { login, displayName: 'Mina Ahn 🌲', roles: [...roles], teamId }
}

describe('who may', () => {
  const OTHERS: readonly Role[][] = [['caseworker'], ['supervisor'], ['director'], ['analyst'], ['auditor']]

  test.each(OTHERS)('a person who is %s sees and changes nobody', async (...roles) => {
    const target = await addPerson({ login: `target-${roles.join('-')}`, roles: ['director'] })
    const actor = await addPerson({ login: `actor-${roles.join('-')}`, roles, teamId: team })
    const no = { ok: false, refusal: 'not-allowed' }
    expect(await readPeople(actor, null)).toEqual(no)
    expect(await readPerson(actor, target.personId)).toEqual(no)
    expect(await askInvitation(actor, invited('never'), freshForm())).toEqual(no)
    expect(await askLink(actor, { personId: target.personId }, freshForm())).toEqual(no)
    expect(await makeLink(actor, { personId: target.personId }, freshForm())).toEqual(no)
    expect(await readLink(actor, target.personId)).toEqual(no)
    expect(await readAskedPeople(actor)).toEqual(no)
    expect(await editPerson(actor, edited(target, ['auditor']), freshForm(1))).toEqual(no)
    expect(await disablePerson(actor, { personId: target.personId }, freshForm(1))).toEqual(no)
    expect(await enablePerson(actor, { personId: target.personId }, freshForm(1))).toEqual(no)
    expect(await rowOf(target)).toMatchObject({ roles: ['director'], state: 'active', version: 1 })
  })

  test('nobody gives themselves another role', async () => {
    const mina = await addPerson({ login: 'climber', roles: ['caseworker'], teamId: team })
    expect(await editPerson(mina, edited(mina, ['administrator']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
  })

  test('an administrator sees everybody, by login', async () => {
    const outcome = await readPeople(root, null)
    if (!outcome.ok) throw new Error(outcome.refusal)
    const logins = outcome.value.people.map(({ login }) => login)
    expect(logins).toEqual([...logins].sort())
    expect(logins).toContain('ines')
    expect(JSON.stringify(outcome.value)).not.toContain('argon2')
  })

  test('somebody who does not exist, and an address that holds no id, are absent', async () => {
    expect(await readPerson(root, randomUUID())).toEqual({ ok: false, refusal: 'absent' })
    expect(await readPerson(root, "' or 1=1 --")).toEqual({ ok: false, refusal: 'absent' })
  })
})

describe('inviting', () => {
  test('adds nobody before another administrator approves, and then exactly whom was asked for', async () => {
    const asked = await askInvitation(root, invited('nara'), freshForm())
    if (!asked.ok) throw new Error(asked.refusal)
    const { personId } = asked.value
    expect(await look("select id from person where login = 'nara'")).toEqual([])
    expect(await makeLink(root, { personId }, freshForm())).toEqual({ ok: false, refusal: 'absent' })
    expect(await openApproval(ines, await askedAbout(personId))).toMatchObject({
      ok: true,
      value: {
        kind: 'invitation',
        code: 'nara',
        asked: { name: 'Mina Ahn 🌲', to: { roles: ['caseworker'], team: 'Vladivostok' } },
      },
    })
    expect(await decideAbout(personId, root)).toEqual({ ok: false, refusal: 'same-person' })
    expect(await decideAbout(personId, ines)).toEqual({ ok: true, value: null })
    expect(await rowOf(personId)).toMatchObject({
      login: 'nara',
      displayName: 'Mina Ahn 🌲',
      roles: ['caseworker'],
      teamName: 'Vladivostok',
      state: 'no-link',
    })
  })

  test('that was returned adds nobody; asked again it does', async () => {
    const asked = await askInvitation(root, invited('otto'), freshForm())
    if (!asked.ok) throw new Error(asked.refusal)
    expect(await decideAbout(asked.value.personId, ines, 'returned')).toEqual({ ok: true, value: null })
    expect(await look("select id from person where login = 'otto'")).toEqual([])
    await expect(invite(root, ines, invited('otto'))).resolves.toEqual(expect.any(String))
  })

  test('of the same login twice adds one of them', async () => {
    const [one, other] = [
      await askInvitation(root, invited('same'), freshForm()),
      await askInvitation(root, invited('same'), freshForm()),
    ]
    if (!one.ok || !other.ok) throw new Error('refused')
    expect(await decideAbout(one.value.personId, ines)).toEqual({ ok: true, value: null })
    expect(await decideAbout(other.value.personId, ines)).toEqual({ ok: false, refusal: 'name-taken' })
  })

  test('a repeated press asks once', async () => {
    const form = freshForm()
    const first = await askInvitation(root, invited('twice'), form)
    expect(await askInvitation(root, invited('twice'), form)).toEqual(first)
    if (!first.ok) throw new Error(first.refusal)
    expect(
      await look('select id from approval_request where subject_id = $1', [first.value.personId]),
    ).toHaveLength(1)
  })

  test('where nobody else could decide nothing is asked; with a second administrator it is', async () => {
    await look("update person set disabled_at = now() where login = 'ines'")
    expect(await readPeople(root, null)).toMatchObject({ ok: true, value: { mayAsk: false } })
    const alone = await askInvitation(root, invited('alone'), freshForm())
    expect(alone).toEqual({ ok: false, refusal: 'needs-second-administrator' })
    await look("update person set disabled_at = null where login = 'ines'")
    expect(await readPeople(root, null)).toMatchObject({ ok: true, value: { mayAsk: true } })
    expect((await askInvitation(root, invited('alone'), freshForm())).ok).toBe(true)
  })

  test('a login that is in use is refused, and the field says so', async () => {
    expect(await askInvitation(root, invited('ines'), freshForm())).toEqual({
      ok: false,
      refusal: 'name-taken',
      fields: { login: 'taken' },
    })
  })

  test.each<[readonly Role[]]>([[['auditor', 'director']], [['administrator', 'analyst']]])(
    '%s never meet in one person',
    async (roles) => {
      expect(await askInvitation(root, invited('both', roles), freshForm())).toEqual({
        ok: false,
        refusal: 'forbidden-roles',
      })
    },
  )

  test('roles that may meet are taken together', async () => {
    const outcome = await askInvitation(root, invited('combined', ['caseworker', 'supervisor']), freshForm())
    expect(outcome.ok).toBe(true)
  })

  test.each<Role>(['caseworker', 'supervisor'])('a %s needs a team that exists', async (role) => {
    expect(await askInvitation(root, invited('lonely', [role], null), freshForm())).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { teamId: 'required' },
    })
    expect(await askInvitation(root, invited('lonely', [role], randomUUID()), freshForm())).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { teamId: 'not-a-choice' },
    })
    expect((await askInvitation(root, invited(`of-a-team-${role}`, [role]), freshForm())).ok).toBe(true)
  })

  test('an auditor needs none', async () => {
    expect((await askInvitation(root, invited('vera', ['auditor'], null), freshForm())).ok).toBe(true)
  })

  test('what is recorded names ids and roles, not people', async () => {
    const facts = [...(await recordedFacts('person.invite')), ...(await recordedFacts('approval.decide'))]
    expect(facts.some((fact) => fact['result'] === 'done')).toBe(true)
    expect(JSON.stringify(facts)).not.toMatch(/Ahn|vera|nara/)
  })
})

describe('changing', () => {
  test('the name changes at once, and the version with it', async () => {
    const vlad = await addPerson({ login: 'vlad', roles: ['director'] })
    const input = edited(vlad, ['director'])
    expect(await editPerson(root, input, freshForm(1))).toEqual({ ok: true, value: { asked: false } })
    expect(await rowOf(vlad)).toMatchObject({ displayName: 'Renamed', roles: ['director'], version: 2 })
  })

  test('roles and team wait for a second administrator, whose approval changes them', async () => {
    const oleg = await addPerson({ login: 'oleg', roles: ['director'] })
    expect(await editPerson(root, edited(oleg, ['supervisor'], team), freshForm(1))).toEqual(ASKED)
    expect(await rowOf(oleg)).toMatchObject({ displayName: 'Renamed', roles: ['director'], teamId: null })
    const page = await readPerson(ines, oleg.personId)
    expect(page).toMatchObject({ ok: true, value: { mayAsk: true, waiting: { roles: ['supervisor'] } } })
    const id = await askedAbout(oleg.personId)
    expect(await openApproval(ines, id)).toMatchObject({
      ok: true,
      value: {
        kind: 'role-change',
        code: 'oleg',
        asked: { to: { roles: ['supervisor'], team: 'Vladivostok' } },
      },
    })
    expect(await deciding(id, ines)).toEqual({ ok: true, value: null })
    expect(await rowOf(oleg)).toMatchObject({ roles: ['supervisor'], teamId: team, version: 3 })
    expect(await readPerson(ines, oleg.personId)).toMatchObject({ ok: true, value: { waiting: null } })
  })

  test('whoever asked does not decide, nor whom it is about, nor somebody who is no administrator', async () => {
    const third = await addPerson({ login: 'third', roles: ['administrator'] })
    const hana = await addPerson({ login: 'director', roles: ['director'] })
    expect(await editPerson(root, edited(third, ['administrator', 'director']), freshForm(1))).toEqual(ASKED)
    const id = await askedAbout(third.personId)
    expect(await deciding(id, root)).toEqual({ ok: false, refusal: 'same-person' })
    expect(await deciding(id, third)).toEqual({ ok: false, refusal: 'same-person' })
    expect(await deciding(id, hana)).toEqual({ ok: false, refusal: 'absent' })
    expect(await openApproval(hana, id)).toEqual({ ok: false, refusal: 'absent' })
    expect(await rowOf(third)).toMatchObject({ roles: ['administrator'] })
    expect(await deciding(id, ines)).toEqual({ ok: true, value: null })
    expect(await rowOf(third)).toMatchObject({ roles: ['director', 'administrator'] })
    await look("update person set disabled_at = now() where login = 'third'")
  })

  test('a change that was returned changes nothing', async () => {
    const kira = await addPerson({ login: 'kira', roles: ['director'] })
    await editPerson(root, edited(kira, ['analyst']), freshForm(1))
    expect(await deciding(await askedAbout(kira.personId), ines, 'returned')).toEqual({
      ok: true,
      value: null,
    })
    expect(await rowOf(kira)).toMatchObject({ roles: ['director'], version: 2 })
  })

  test('somebody who changed since it was asked is not changed by an approval; asked again they are', async () => {
    const egor = await addPerson({ login: 'egor', roles: ['director'] })
    await editPerson(root, edited(egor, ['analyst']), freshForm(1))
    const id = await askedAbout(egor.personId)
    await editPerson(ines, { ...edited(egor, ['director']), displayName: 'Egor' }, freshForm(2))
    expect(await deciding(id, ines)).toEqual({ ok: false, refusal: 'stale' })
    expect(await rowOf(egor)).toMatchObject({ roles: ['director'], version: 3 })
    await editPerson(root, edited(egor, ['analyst']), freshForm(3))
    expect(await deciding(await askedAbout(egor.personId), ines)).toEqual({ ok: true, value: null })
    expect(await rowOf(egor)).toMatchObject({ roles: ['analyst'] })
  })

  test('where nobody else could decide nothing is asked; with a second administrator it is', async () => {
    const gleb = await addPerson({ login: 'gleb', roles: ['director'] })
    await look("update person set disabled_at = now() where login = 'ines'")
    expect(await readPerson(root, gleb.personId)).toMatchObject({ ok: true, value: { mayAsk: false } })
    expect(await editPerson(root, edited(gleb, ['analyst']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'needs-second-administrator',
    })
    expect(await rowOf(gleb)).toMatchObject({ displayName: 'gleb (invented)', version: 1 })
    await look("update person set disabled_at = null where login = 'ines'")
    expect(await editPerson(root, edited(gleb, ['analyst']), freshForm(1))).toEqual(ASKED)
  })

  test('a form that was opened before somebody else saved is refused', async () => {
    const dan = await addPerson({ login: 'dan', roles: ['director'] })
    await editPerson(ines, edited(dan, ['director']), freshForm(1))
    expect(await editPerson(root, edited(dan, ['auditor']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'stale',
    })
    expect(await rowOf(dan)).toMatchObject({ roles: ['director'] })
    expect(await editPerson(root, edited(dan, ['auditor']), freshForm(2))).toEqual(ASKED)
  })

  test('forbidden pairs and a caseworker without a team are refused here too', async () => {
    const hana = await addPerson({ login: 'hana', roles: ['director'] })
    expect(await editPerson(root, edited(hana, ['director', 'auditor']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'forbidden-roles',
    })
    expect(await editPerson(root, edited(hana, ['caseworker']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { teamId: 'required' },
    })
    expect(await editPerson(root, edited(hana, ['caseworker'], team), freshForm(1))).toEqual(ASKED)
  })
})

describe('disabling', () => {
  test('works at the next request, and enabling does not bring the old session back', async () => {
    const anna = await addPerson({ login: 'anna', roles: ['supervisor'], teamId: team })
    const session = await openSession('anna', PASSWORD)
    if (!session.ok) throw new Error(session.refusal)
    expect(await lookUpSession(session.value.token)).toMatchObject({ login: 'anna' })
    expect((await disablePerson(root, { personId: anna.personId }, freshForm(1))).ok).toBe(true)
    expect(await lookUpSession(session.value.token)).toBe(null)
    expect(await openSession('anna', PASSWORD)).toEqual({ ok: false, refusal: 'wrong-credentials' })
    expect(await rowOf(anna)).toMatchObject({ state: 'disabled' })

    expect((await enablePerson(root, { personId: anna.personId }, freshForm(2))).ok).toBe(true)
    expect(await lookUpSession(session.value.token)).toBe(null)
    expect((await openSession('anna', PASSWORD)).ok).toBe(true)
  })

  test('ends an open link; a disabled person gets no new one', async () => {
    const personId = await invite(root, ines, invited('shut-out'))
    await madeLink(root, personId)
    await disablePerson(root, { personId }, freshForm(1))
    expect(
      await look('select id from invitation where person_id = $1 and expires_at > now()', [personId]),
    ).toEqual([])
    expect(await makeLink(root, { personId }, freshForm())).toEqual({ ok: false, refusal: 'stale' })
    expect(await askLink(root, { personId }, freshForm())).toEqual({ ok: false, refusal: 'stale' })
  })

  test('nobody disables themselves; another administrator may', async () => {
    const self = await addPerson({ login: 'self', roles: ['administrator'] })
    expect(await disablePerson(self, { personId: self.personId }, freshForm(1))).toEqual({
      ok: false,
      refusal: 'same-person',
    })
    expect((await disablePerson(root, { personId: self.personId }, freshForm(1))).ok).toBe(true)
  })
})

describe('the last administrator', () => {
  test('cannot be disabled or lose the role; with a second one both go', async () => {
    const second = await addPerson({ login: 'second', roles: ['administrator'] })
    // Invited but never enrolled, or disabled: neither could run the house.
    await addPerson({ login: 'paper', roles: ['administrator'], password: null })
    await look("update person set disabled_at = now() where login in ('root', 'ines')")
    expect(await look("select disabled_at is not null as out from person where login = 'root'")).toEqual([
      { out: true },
    ])

    const none = { ok: false, refusal: 'last-administrator' }
    expect(await editPerson(second, edited(second, ['director']), freshForm(1))).toEqual(none)
    expect(await editPerson(second, edited(second, ['administrator', 'director']), freshForm(1))).toEqual({
      ok: false,
      refusal: 'needs-second-administrator',
    })

    // Whoever is disabled does nothing any more, whatever their session believes.
    expect(await disablePerson(root, { personId: second.personId }, freshForm(1))).toEqual({
      ok: false,
      refusal: 'signed-out',
    })
    await look("update person set disabled_at = null where login = 'root'")
    expect(await editPerson(second, edited(second, ['director']), freshForm(1))).toEqual(ASKED)
    const id = await askedAbout(second.personId)
    await look("update person set disabled_at = now() where login = 'root'")
    // Whoever would have decided is out: the one who is left does not decide about herself.
    expect(await deciding(id, second)).toEqual({ ok: false, refusal: 'same-person' })
    await look("update person set disabled_at = null where login in ('root', 'ines')")
    expect(await deciding(id, root)).toEqual({ ok: true, value: null })
  })

  test('two administrators who disable each other at the same moment: one of them stays', async () => {
    for (let round = 0; round < 10; round++) {
      await look("update person set disabled_at = null, version = 1 where login in ('root', 'ines')")
      const outcomes = await Promise.all([
        disablePerson(root, { personId: ines.personId }, freshForm(1)),
        disablePerson(ines, { personId: root.personId }, freshForm(1)),
      ])
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
      const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]))
      expect(['last-administrator', 'signed-out']).toContain(refusals[0])
      const left = await look("select id from person where login in ('root', 'ines') and disabled_at is null")
      expect(left).toHaveLength(1)
    }
  })
})
