/** `npm start`: the house for real use. */
import { runChild, startChild } from './child.ts'
import { launch } from './launcher.ts'

await launch('real', process.argv.slice(2), async ({ origin, environment }) => {
  process.stdout.write(`\nCauseway is ready at ${origin}\n`)
  const args = ['people', 'first-administrator', '--unless-there-is-one']
  const invitation = startChild('cli/causeway.ts', args, { environment, log: null })
  await runChild('The invitation of the first administrator', invitation, null)
})
