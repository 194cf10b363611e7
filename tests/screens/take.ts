/**
 * Takes a picture of every page of the built house with the demo caseload, for `docs/screens`. `npm run screens`, or
 * `npm run screens -- case move` for the pages of these names only.
 */
import { chromium } from '@playwright/test'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { browserLaunch } from '../e2e/support/browser.ts'
import { readKnown } from '../support/every-page.ts'
import { openHouse } from '../support/house.ts'
import { contents } from './contents.ts'
import { listShots, nameOf, takeShots } from './shots.ts'

const folder = path.resolve(import.meta.dirname, '../../docs/screens')
const asked = process.argv.slice(2)
const all = listShots()
const shots = all.filter(({ visit }) => asked.length === 0 || asked.includes(visit.name))
if (shots.length === 0) throw new Error(`no page is named ${asked.join(', ')}`)

mkdirSync(folder, { recursive: true })
const house = await openHouse({ cases: 240, serve: true })
const browser = await chromium.launch(browserLaunch())
try {
  if (house.baseUrl === null) throw new Error('the house does not serve')
  const place = { browser, baseUrl: house.baseUrl, known: await readKnown(house.superuserUrl), folder }
  await Promise.all(
    [0, 1].map((lane) =>
      takeShots(
        place,
        shots.filter((_, index) => index % 2 === lane),
      ),
    ),
  )
  const named = new Set(all.map(nameOf))
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.png') && !named.has(file)) rmSync(path.join(folder, file))
  }
  writeFileSync(path.join(folder, 'README.md'), contents(all))
  process.stdout.write(`  screens    ${String(shots.length)} pictures in docs/screens\n`)
} finally {
  await browser.close()
  await house.close()
}
