/** Fills forms as people do, by field and not by word, so that one story runs in every language. */
import { expect, type Page } from '@playwright/test'

type Answer = string | number | boolean | readonly string[]

/** What a field is told by the id that its form gives it. */
function named(name: string): string {
  return `:is(input, select, textarea)[id$="-${name}"]`
}

async function answer(page: Page, name: string, value: Answer): Promise<void> {
  const group = page.locator(`[id$="-${name}-group"]`)
  const choices = group.locator('input[type="radio"]')
  if (await choices.count()) {
    await group.locator(`input[type="radio"][value="${String(value)}"]`).check()
    return
  }
  if (Array.isArray(value)) {
    for (const one of value) await group.locator(`input[value="${String(one)}"]`).check()
    return
  }
  const field = page.locator(named(name))
  if (typeof value === 'boolean') {
    await field.setChecked(value)
    return
  }
  const text = String(value)
  if (await group.count()) {
    const [year = '', month = '', day = ''] = text.split('-')
    await field.fill(year)
    await page.locator(named(`${name}-month`)).fill(month)
    await page.locator(named(`${name}-day`)).fill(day)
    return
  }
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text)
  else await field.fill(text)
}

/**
 * Fills the page's one form, in the given order.
 *
 * @param answers by field name: the value of a choice, several for tick boxes, `2022-09-14` or shorter for a date
 */
export async function fill(page: Page, answers: Readonly<Record<string, Answer>>): Promise<void> {
  await expect(page.locator('main form fieldset').first()).toBeEnabled()
  for (const [name, value] of Object.entries(answers)) await answer(page, name, value)
}

/** Presses the button of the page's form that holds a field. */
export async function send(page: Page, holds: string): Promise<void> {
  await page
    .locator('main form')
    .filter({ has: page.locator(`${named(holds)}, [id$="-${holds}-group"]`) })
    .locator('button[type="submit"]')
    .click()
}
