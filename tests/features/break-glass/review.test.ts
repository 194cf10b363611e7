/** The second look at a break-glass: who makes it, what they are shown of a case that they may not see, and once. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../../lib/domain/policy/break-glass.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import type { GlassListed } from '../../../lib/features/break-glass/schema.ts'
import { breakGlass, listBreakGlass, reviewBreakGlass } from '../../../lib/features/break-glass/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { factsOf, formOf, heldOpen, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { peek } from '../../support/sealed.ts'

const REASON = 'The minders are at the door of this house.'

let team: Team
let mina: PersonActor
let suji: PersonActor
let anna: PersonActor
let elsewhere: PersonActor
let hana: PersonActor
let file: { id: string; code: string }
let glass: string

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  anna = await makePerson(['supervisor'], team)
  elsewhere = await makePerson(['supervisor'], await makeTeam())
  hana = await makePerson(['director'], null)
  file = await openedCase(mina, { latin: 'Canary Surname' })
  glass = randomUUID()
  const input = { caseId: file.id, id: glass, reason: REASON }
  expect((await breakGlass(suji, input, formOf(input))).ok).toBe(true)
})

async function waiting(actor: PersonActor): Promise<GlassListed | undefined> {
  const outcome = await listBreakGlass(actor)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.find(({ id }) => id === glass)
}

function review(actor: PersonActor, finding: Finding = 'justified', version: number | null = 1) {
  const input = { breakGlassId: glass, finding, comment: 'Seen.' }
  return reviewBreakGlass(actor, input, formOf(input, { version }))
}

describe('what waits for a review', () => {
  test('is shown to supervisors of any team and to directors: code, who, when, why, what was looked at, and no identity', async () => {
    await readIdentity(suji, { caseId: file.id })
    for (const actor of [anna, elsewhere, hana]) {
      const shown = await waiting(actor)
      expect(shown).toMatchObject({
        ...{ code: file.code, reason: REASON, looked: ['identity'], openedBy: 'Somebody' },
        ...{ mayReview: true, overdue: false, version: 1 },
      })
      expect(JSON.stringify(shown)).not.toContain('Canary')
    }
  })

  test('says so when nothing was looked at, and leaves out what was looked at by others', async () => {
    await readIdentity(mina, { caseId: file.id })
    expect((await waiting(anna))?.looked).toEqual([])
  })

  test('lists one’s own as somebody else’s to review', async () => {
    expect(await waiting(suji)).toMatchObject({ mayReview: false })
  })

  test('comes with the overdue first', async () => {
    const late = await heldOpen(file, suji, 8 * 24 * 60)
    const outcome = await listBreakGlass(anna)
    const mine = outcome.ok ? outcome.value.filter(({ code }) => code === file.code) : []
    expect(mine.map(({ id, overdue }) => [id, overdue])).toEqual([
      [late, true],
      [glass, false],
    ])
  })

  test.each(['caseworker', 'analyst', 'auditor', 'administrator', 'guest'] as const)(
    'is hidden from a %s',
    async (role) => {
      const actor = await makePerson([role], team)
      expect(await listBreakGlass(actor)).toEqual({ ok: false, refusal: 'not-allowed' })
      expect(await review(actor)).toEqual({ ok: false, refusal: 'not-allowed' })
      const sql = `select 1 from break_glass union all select 1 from law.behind_glass()`
      expect((await asApp((client) => client.query(sql), actor)).rowCount).toBe(0)
    },
  )
})

describe('a review', () => {
  test.each(['another supervisor', 'a supervisor of another team', 'a director'])(
    'is made by %s',
    async (who) => {
      const actor = who === 'a director' ? hana : who === 'another supervisor' ? anna : elsewhere
      expect(await review(actor, 'unjustified')).toEqual({ ok: true, value: null })
      expect(await waiting(anna)).toBeUndefined()
      expect(await peek('break_glass', 'finding, reviewed_by, comment, version', 'id = $1', [glass])).toEqual(
        [{ finding: 'unjustified', reviewed_by: actor.personId, comment: 'Seen.', version: 2 }],
      )
      expect((await factsOf('break-glass.review')).at(-1)).toMatchObject({ result: 'done', subject: file.id })
    },
  )

  test('that finds no good reason rings for the directors, one that does for nobody', async () => {
    const ringing = () =>
      look('select kind, raised_by from alert where person_id = $1 and case_id = $2', [
        hana.personId,
        file.id,
      ])
    const other = await heldOpen(file, suji, 24 * 60)
    const input = { breakGlassId: other, finding: 'justified', comment: '' } as const
    expect((await reviewBreakGlass(elsewhere, input, formOf(input))).ok).toBe(true)
    expect(await ringing()).toEqual([])
    expect((await review(elsewhere, 'unjustified')).ok).toBe(true)
    expect(await ringing()).toEqual([{ kind: 'unjustified-break-glass', raised_by: elsewhere.personId }])
    const ring = (actor: PersonActor) =>
      asApp(
        (client) =>
          client.query(
            `insert into alert (id, raising_id, case_id, kind, person_id, raised_by)
             values (gen_random_uuid(), gen_random_uuid(), $1, 'unjustified-break-glass', $2, $3)`,
            [file.id, hana.personId, actor.personId],
          ),
        actor,
      )
    await expect(ring(await makePerson(['supervisor'], await makeTeam()))).rejects.toThrow(
      /row-level security/,
    )
    await expect(ring(elsewhere)).resolves.toMatchObject({ rowCount: 1 })
  })

  test('is never one’s own, and needs a fresh proof of who makes it', async () => {
    expect(await review(suji)).toEqual({ ok: false, refusal: 'same-person' })
    const old = new Date(Date.now() - 6 * 60_000)
    expect(await review({ ...anna, provedAt: old })).toEqual({ ok: false, refusal: 'step-up' })
    expect((await review(anna)).ok).toBe(true)
  })

  test('is made once: of two at the same time one is told, and what was found stays found', async () => {
    const answers = await Promise.all([review(anna), review(hana, 'unjustified')])
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.refusal)).sort()).toEqual([
      'already-decided',
      'done',
    ])
    expect(await review(elsewhere)).toEqual({ ok: false, refusal: 'already-decided' })
  })

  test('of what is not there is absent', async () => {
    const input = { breakGlassId: randomUUID(), finding: 'justified', comment: '' } as const
    expect(await reviewBreakGlass(anna, input, formOf(input))).toEqual({ ok: false, refusal: 'absent' })
  })

  test('opens the case to nobody', async () => {
    await review(elsewhere)
    expect(await readIdentity(elsewhere, { caseId: file.id })).toEqual({ ok: false, refusal: 'absent' })
    expect(await readIdentity(hana, { caseId: file.id })).toEqual({ ok: false, refusal: 'not-allowed' })
  })

  test('lets whoever was blocked by it go on', async () => {
    await look(
      `begin; set local session_replication_role = replica;
       update break_glass set opened_at = opened_at - interval '8 days', until_at = until_at - interval '8 days', due_at = due_at - interval '8 days'
         where id = '${glass}'; commit`,
    )
    const again = () => {
      const input = { caseId: file.id, id: randomUUID(), reason: REASON }
      return breakGlass(suji, input, formOf(input))
    }
    expect(await again()).toEqual({ ok: false, refusal: 'review-overdue' })
    expect((await review(anna)).ok).toBe(true)
    expect(await again()).toEqual({ ok: true, value: null })
  })

  test('is kept from forging by the database', async () => {
    const write = (actor: PersonActor, by: PersonActor, where = glass) =>
      asApp(
        (client) =>
          client.query(
            `update break_glass set finding = 'justified', reviewed_by = $1, reviewed_at = now() where id = $2`,
            [by.personId, where],
          ),
        actor,
      )
    await expect(write(suji, suji)).rejects.toThrow(/break_glass_by_a_second_person/)
    await expect(write(suji, anna)).rejects.toThrow(/in one's own name/)
    await expect(write(anna, elsewhere)).rejects.toThrow(/in one's own name/)
    await expect(write(mina, mina)).resolves.toMatchObject({ rowCount: 0 })
    await expect(write(anna, anna)).resolves.toMatchObject({ rowCount: 1 })
    await expect(write(hana, hana)).rejects.toThrow(/what was decided stays decided/)
  })
})
