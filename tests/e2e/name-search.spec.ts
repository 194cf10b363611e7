/** Somebody calls at night and says a name: their worker finds the case, and the name stands in no address. */
import en from '../../messages/en.json' with { type: 'json' }
import { openCase } from './support/open-case.ts'
import { overhang } from './support/overhang.ts'
import { expect, test } from './support/test.ts'

test('mina finds a case by a name in another script, from wherever she is, and the name goes by itself', async ({
  person,
}) => {
  const mina = await person('mina', { viewport: { width: 390, height: 844 } })
  const code = await openCase(mina, { latin: 'Paek Sol-hui' })
  await mina.goto('/account')
  const find = mina.getByRole('combobox', { name: en.shell.findName })
  await find.fill('백설희')
  await find.press('Enter')
  const hit = mina.getByRole('listitem').filter({ hasText: code })
  await expect(hit).toContainText('Paek Sol-hui')
  expect(new URL(mina.url()).search).toBe('')
  expect(await overhang(mina)).toBeLessThanOrEqual(0)
  await mina.getByRole('button', { name: en.nameSearch.hide }).click()
  await expect(mina.getByText('Paek Sol-hui')).toHaveCount(0)
  await expect(mina.getByRole('textbox', { name: en.nameSearch.asked })).toHaveValue('')

  await mina.getByRole('textbox', { name: en.nameSearch.asked }).fill('Пэк Сор Хи')
  await mina.getByRole('button', { name: en.nameSearch.find, exact: true }).click()
  await mina.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
  await expect(mina.getByRole('heading', { level: 1 })).toContainText(code)
})
