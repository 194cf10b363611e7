/** A supervisor must know who it is: opens one case for half an hour, closes it, and somebody else looks at it. */
import type { Page } from '@playwright/test'
import en from '../../messages/en.json' with { type: 'json' }
import { fill, send } from './support/form.ts'
import { openCase } from './support/open-case.ts'
import { overhang } from './support/overhang.ts'
import { expect, test } from './support/test.ts'

const NAME = 'Ri Kwang-ho'
const REASON = 'His worker does not answer, and the house must be left tonight.'

function showName(page: Page) {
  return page.getByRole('button', { name: en.cases.showName })
}

test('suji opens a case, sees the name, closes it, and yuri reviews what she did', async ({ person }) => {
  const code = await openCase(await person('mina'), { latin: NAME })
  const suji = await person('suji', { viewport: { width: 390, height: 844 } })
  await suji.goto(`/cases/${code}`)
  await expect(showName(suji)).toHaveCount(0)
  await suji.getByRole('link', { name: en.caseFile.do['break-glass'] }).click()
  await fill(suji, { reason: REASON })
  await send(suji, 'reason')
  await showName(suji).click()
  await expect(suji.getByText(NAME)).toBeVisible()
  expect(await overhang(suji)).toBeLessThanOrEqual(0)
  await suji.getByRole('button', { name: en.breakGlass.end }).click()
  await expect(suji.getByText(NAME)).toHaveCount(0)
  await expect(showName(suji)).toHaveCount(0)

  const yuri = await person('yuri')
  await yuri.goto('/approvals')
  const item = yuri.getByRole('listitem').filter({ hasText: code })
  await expect(item).toContainText(REASON)
  await expect(item).toContainText(en.vocabulary.revealed.identity)
  await expect(item).not.toContainText(NAME)
  await item.getByText(en.breakGlass.judge, { exact: true }).click()
  await item.locator('input[value="justified"]').check()
  await item.getByRole('button', { name: en.breakGlass.judgeSave }).click()
  await expect(yuri.getByRole('listitem').filter({ hasText: code })).toHaveCount(0)
})
