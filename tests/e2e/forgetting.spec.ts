/** Somebody asks to be forgotten: the worker asks, a director approves on a phone, and the case is nowhere any more. */
import en from '../../messages/en.json' with { type: 'json' }
import { fill, send } from './support/form.ts'
import { openCase, teamDay } from './support/open-case.ts'
import { overhang } from './support/overhang.ts'
import { expect, test } from './support/test.ts'

test('mina asks for the deletion of a closed case, hana approves it, and nobody finds it', async ({
  person,
  watch,
}) => {
  const mina = await person('mina')
  const code = await openCase(mina, { latin: 'Kim Sun-hee' })
  await mina.goto(`/cases/${code}/close`)
  await fill(mina, { outcome: 'withdrew', occurredOn: teamDay(-1) })
  await send(mina, 'reason')
  await mina.waitForURL(`**/cases/${code}`)
  await mina.locator('summary:visible', { hasText: en.caseFile.more }).first().click()
  await mina.locator('a:visible', { hasText: en.caseFile.delete }).click()
  await expect(mina.getByText(en.vocabulary.content.identity)).toBeVisible()
  await expect(mina.getByText('Kim Sun-hee')).toHaveCount(0)
  await fill(mina, { cause: 'own-wish', reason: 'She said so when she called.' })
  await send(mina, 'reason')
  await mina.waitForURL(`**/cases/${code}`)

  const hana = await person('hana', { viewport: { width: 390, height: 844 } })
  await hana.goto('/approvals')
  await hana
    .getByRole('link', { name: new RegExp(code) })
    .first()
    .click()
  await expect(hana.getByText('She said so when she called.')).toBeVisible()
  expect(await overhang(hana)).toBeLessThanOrEqual(0)
  await fill(hana, { decision: 'approved' })
  await hana.getByRole('button', { name: en.approvals.confirmDelete }).click()
  await hana.waitForURL('**/approvals')
  await expect(hana.getByText(code)).toHaveCount(0)

  watch.expectStatus(404)
  await mina.goto(`/cases/${code}`)
  await expect(mina.getByText(code)).toHaveCount(0)
  const suji = await person('suji')
  await suji.goto('/deletions')
  await expect(suji.getByRole('row').filter({ hasText: code })).toContainText(en.forgetting.done)
})
