import { expect, test } from 'vitest'
import { sweep } from '../../../lib/features/retention/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import { factsOf, makePerson, makeTeam } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'

async function left(sql: string): Promise<readonly string[]> {
  return (await look<{ what: string }>(sql)).map(({ what }) => what)
}

test('what is past its time is swept, what is not stays, and the log says who did it', async () => {
  const mina = await makePerson(['caseworker'], await makeTeam())
  const row = (age: string) => [mina.personId, age]
  for (const age of ['23 hours', '25 hours']) {
    await look(
      `insert into draft (id, person_id, form, subject, sealed, saved_at)
       values (gen_random_uuid(), $1, $2::text, '', '${SEAL_SHAPED}', now() - $2::text::interval)`,
      row(age),
    )
  }
  for (const age of ['29 days', '31 days']) {
    await look(
      `insert into submission (person_id, key, action, request_hash, created_at)
       values ($1, gen_random_uuid(), $2::text, '\\x00', now() - $2::text::interval)`,
      row(age),
    )
  }
  const invite = `insert into invitation (id, person_id, token_hash, created_at, expires_at, used_at)
    values (gen_random_uuid(), $1, convert_to($2, 'utf8'), now() - interval '90 days', now() - $3::interval, now() - $4::interval)`
  await look(invite, [mina.personId, 'expired long ago', '31 days', null])
  await look(invite, [mina.personId, 'expired of late', '29 days', null])
  await look(invite, [mina.personId, 'used long ago', '-1 days', '31 days'])
  await look(invite, [mina.personId, 'used of late', '-1 days', '1 day'])
  await look(invite, [mina.personId, 'open', '-1 days', null])

  expect(await sweep()).toEqual({ drafts: 1, submissions: 1, invitations: 2, files: 0 })
  expect(await left('select form as what from draft')).toEqual(['23 hours'])
  expect(await left('select action as what from submission')).toEqual(['29 days'])
  expect(await left(`select convert_from(token_hash, 'utf8') as what from invitation order by 1`)).toEqual([
    'expired of late',
    'open',
    'used of late',
  ])
  expect(await factsOf('invitation.sweep')).toMatchObject([
    { result: 'done', by: 'system', purpose: 'retention' },
  ])
  expect(await sweep()).toEqual({ drafts: 0, submissions: 0, invitations: 0, files: 0 })
})

test('retention may sweep and nothing else, and nobody but the system sweeps', async () => {
  const never = () => Promise.reject(new Error('not reached'))
  const list = { kind: 'list' } as const
  const system = { kind: 'system', purpose: 'retention' } as const
  expect(await act(system, { action: 'case.list', subject: list }, never)).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
  const root = await makePerson(['administrator'], null)
  expect(await act(root, { action: 'draft.sweep', subject: list }, never)).toEqual({
    ok: false,
    refusal: 'not-allowed',
  })
})
