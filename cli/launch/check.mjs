/** `npm run check`: the quick part of `npm test`, for while one works: no database, no build, no browser. */
import { architecture, domain, format, lint, routes, runChecks, types } from './checks.mjs'
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
  ])
} catch (error) {
  reportEnd(error)
}
