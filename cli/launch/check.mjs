/** `npm run check`: the quick part of `npm test`, for while one works: no database, no build, no browser. */
import { architecture, domain, format, lint, runChecks, types } from './checks.mjs'
import { prepare } from './prepare.mjs'
import { reportEnd } from './progress.mjs'

try {
  const made = await prepare({ quiet: true })
  await runChecks(made, [[[types]], [[lint], [format, domain, architecture]]])
} catch (error) {
  reportEnd(error)
}
