/** `npm start`: the house for real use. */
import { atTerminal } from './ask.ts'
import { runChild, startChild } from './child.ts'
import { unlockHouse } from './key-holders.ts'
import { launch } from './launcher.ts'

/** Ctrl-C reaches whoever asks at the terminal as a key; it ends the run as it does elsewhere. */
function endRun(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : 'Stopped.'}\n`)
  process.kill(process.pid, 'SIGINT')
}

await launch('real', process.argv.slice(2), async ({ origin, environment, locked }) => {
  if (locked) {
    process.stdout.write(`\nThe keys are locked. Any one key holder opens them at ${origin}/locked\n`)
    // Not waited for: somebody may come by telephone, and the end of a part must be noticed meanwhile.
    if (atTerminal()) void unlockHouse(origin).catch(endRun)
    return
  }
  process.stdout.write(`\nCauseway is ready at ${origin}\n`)
  const args = ['people', 'first-administrator', '--unless-there-is-one']
  const invitation = startChild('cli/causeway.ts', args, { environment, log: null })
  await runChild('The invitation of the first administrator', invitation, null)
})
