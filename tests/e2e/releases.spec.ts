/** Numbers leave the house: dan asks, anna lets exactly that content go, the files open, and dan reaches no case; a question of his reaches its worker. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Locator, Page } from '@playwright/test'
import en from '../../messages/en.json' with { type: 'json' }
import ko from '../../messages/ko.json' with { type: 'json' }
import ru from '../../messages/ru.json' with { type: 'json' }
import { releaseJsonSchema } from '../../lib/server/releases/json.ts'
import { fill, send } from './support/form.ts'
import { countsInSheets, drawPdfs, type Counts } from './support/open-files.ts'
import { overhang } from './support/overhang.ts'
import { expect, test } from './support/test.ts'

test.describe.configure({ timeout: 240_000 })

/** The counts of every table on the page, by their codes; null where none is shown. */
async function countsOn(page: Page): Promise<Counts> {
  const cells = await page
    .locator('main [data-cell]')
    .evaluateAll((all) =>
      all.map((cell) => [cell.getAttribute('data-cell') ?? '', cell.textContent ?? ''] as const),
    )
  return Object.fromEntries(cells.map(([at, text]) => [at, /^\d+$/.test(text) ? Number(text) : null]))
}

/** The same out of a file: the codes by their hashtags, whatever the words in front of them. */
function countsInCsv(file: Buffer): Counts {
  const [, hashtags = [], ...rows]: string[][] = parse(file)
  const codes = hashtags.flatMap((tag, at) =>
    tag.endsWith('+code') && tag !== '#meta+release+code' ? [at] : [],
  )
  const people = hashtags.indexOf('#affected+num')
  return Object.fromEntries(
    rows.map((row) => [
      codes.map((at) => row[at]).join(' · '),
      row[people] === '' ? null : Number(row[people]),
    ]),
  )
}

async function fetched(
  page: Page,
  link: Locator,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

test('dan asks for a release, anna lets it go, and what the files say is what the page shows', async ({
  browser,
  person,
  watch,
}, testInfo) => {
  const dan = await person('dan', { viewport: { width: 390, height: 844 } })
  await dan.goto('/releases')
  const ask = dan.locator('#ask')
  if (!(await ask.locator('form').isVisible())) await ask.locator('summary').click()
  await fill(dan, { definition: 'pathway', tier: 'public' })
  const newest = dan.locator('select[id$="-period"] option:not([value=""])').first()
  await fill(dan, { period: (await newest.getAttribute('value')) ?? '' })
  expect(await overhang(dan)).toBeLessThanOrEqual(0)
  await send(dan, 'definition')
  await dan.waitForURL(/\/releases\/R-[a-z]+-\d\d$/)
  const address = new URL(dan.url()).pathname

  // The page looks again by itself when it is ready, for somebody who is there.
  const request = dan.getByRole('button', { name: en.releases.request })
  await expect(async () => {
    await dan.mouse.move(10, 10)
    await dan.mouse.move(20, 20)
    await expect(request).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 180_000 })
  expect(await overhang(dan)).toBeLessThanOrEqual(0)
  await request.click()
  await expect(dan.getByText(en.releases.over.mine)).toBeVisible()

  const anna = await person('anna')
  await anna.goto('/approvals')
  await anna.locator('#releases').locator(`a[href="${address}"]`).first().click()
  await fill(anna, { decision: 'approved' })
  await anna.getByRole('button', { name: en.releases.confirmAs.approved }).click()
  const files = anna.locator('#files')
  await expect(files.getByRole('link').first()).toBeVisible({ timeout: 60_000 })

  const shown = await countsOn(anna)
  const published = Object.values(shown).filter((count) => count !== null)
  expect(published.length).toBeGreaterThan(0)

  const file = async (ending: string): Promise<Buffer> => {
    const { name, bytes } = await fetched(anna, files.getByRole('link', { name: ending }).first())
    expect(name.endsWith(ending)).toBe(true)
    return bytes
  }
  let csv: Counts = {}
  for (const link of await files.getByRole('link', { name: /\.en\.csv$/ }).all()) {
    csv = { ...csv, ...countsInCsv((await fetched(anna, link)).bytes) }
  }
  expect(csv).toEqual(shown)
  expect(await countsInSheets(await file('.ru.xlsx'))).toEqual(shown)
  const { tables } = releaseJsonSchema.parse(JSON.parse((await file('.json')).toString('utf8')))
  const cells = tables.flatMap((table) => table.cells.map(({ at, count }) => [at.join(' · '), count]))
  expect(Object.fromEntries(cells)).toEqual(shown)

  const books = [await file('.en.pdf'), await file('.ko.pdf'), await file('.ru.pdf')]
  const drawn = await drawPdfs(browser, books, testInfo.outputPath('files.png'))
  for (const [index, { releaseContent, releaseFiles }] of [en, ko, ru].entries()) {
    const pages = drawn[index] ?? []
    const text = pages.map((page) => page.text).join('\n')
    expect(text).toContain(releaseContent.titles.pathway)
    expect(text).toContain(releaseFiles.method)
    const numbers = new Set(text.match(/\d+/g))
    expect(published.filter((count) => !numbers.has(String(count)))).toEqual([])
    // Every page has something on it, none is a stain, nothing runs off the paper, and there is a chart.
    expect(pages.length).toBeGreaterThan(1)
    for (const { dark, edge } of pages) {
      expect(dark).toBeGreaterThan(0.002)
      expect(dark).toBeLessThan(0.25)
      expect(edge).toBe(0)
    }
    expect(Math.max(...pages.map(({ coloured }) => coloured))).toBeGreaterThan(0.0005)
  }
  await anna.reload()
  await expect(anna.getByRole('cell', { name: 'Anna Orlova' }).first()).toBeVisible()

  await dan.goto('/releases')
  await expect(
    dan.locator('main').getByText(en.releases.state.approved, { exact: false }).first(),
  ).toBeVisible()
  // And asks about what is missing, without a case: who works on one finds the question on their start page.
  await dan.goto('/releases/quality')
  const about = en.recordQuality.field['statistics-basis']
  await dan.getByRole('link', { name: en.recordQuality.askAbout.replace('{field}', about) }).click()
  await dan.getByRole('button', { name: en.recordQuality.ask }).click()
  await expect(dan.getByRole('heading', { name: en.recordQuality.askedTitle })).toBeVisible()
  expect(await overhang(dan)).toBeLessThanOrEqual(0)
  const pavel = await person('pavel')
  await pavel.goto('/')
  const question = pavel.getByRole('link', { name: en.vocabulary.question['missing-statistics-basis'] })
  await expect(question.first()).toHaveAttribute('href', /^\/cases\/[a-z]+-\d\d\?do=basis#form$/)

  for (const path of ['/cases', '/pipeline', '/approvals']) {
    watch.expectStatus(403)
    expect((await dan.goto(path))?.status(), path).toBe(403)
  }
})
