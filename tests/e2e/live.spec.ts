/** A page looks again when somebody else changed what it shows; a refusal stays as it is. */
import { openCase } from './support/open-case.ts'
import { fill, send } from './support/form.ts'
import { expect, test } from './support/test.ts'

test('what a colleague writes appears by itself, and a page that was refused is not loaded anew', async ({
  person,
  watch,
}) => {
  watch.expectStatus(404)
  const nara = await person('nara')
  const code = await openCase(nara)
  await nara.goto(`/cases/${code}`)
  const refused = await nara.context().newPage()
  const listening = refused.waitForResponse('**/api/live')
  await refused.goto('/cases/bakamo-00')
  await listening
  await refused.evaluate(() => Reflect.set(globalThis, 'untouched', true))
  const yuri = await person('yuri')
  await yuri.goto(`/cases/${code}?do=note`)
  await fill(yuri, { body: 'Seen without asking.' })
  await send(yuri, 'body')
  await expect(nara.getByText('Seen without asking.').first()).toBeVisible()
  expect(await refused.evaluate(() => Reflect.has(globalThis, 'untouched'))).toBe(true)
})
