/**
 * `npm test`: everything. Types, lint, format, the tests of domain, disclosure control, features and architecture, the production build, and
 * against that build the authorization matrix and the browser tests. The last line is `N passed, N failed`, the sum over
 * all of them.
 */
import { ensureBrowser } from './browser.mjs'
import {
  access,
  accessUngated,
  architecture,
  attacks,
  browserTests,
  build,
  disclosure,
  domain,
  features,
  format,
  keys,
  lint,
  routes,
  runChecks,
  types,
} from './checks.mjs'
import { prepare } from './prepare.mjs'
import { reportEnd } from './progress.mjs'

try {
  const made = await prepare({ quiet: true })
  await runChecks(made, [
    [[routes]],
    [
      [types, format, domain],
      [lint, architecture],
    ],
    [[disclosure]],
    [[features]],
    [[keys]],
    [[build]],
    [[access]],
    [[accessUngated]],
    [[attacks]],
    [[browserTests('pages', ensureBrowser)]],
    [[browserTests('stories', ensureBrowser)]],
    [[browserTests('faults', ensureBrowser)]],
  ])
} catch (error) {
  reportEnd(error)
  process.stdout.write('\n0 passed, 1 failed\n')
}
