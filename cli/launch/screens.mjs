/** `npm run screens`: builds when sources changed, then takes the pictures of `docs/screens`. `-- NAME …` takes only those pages. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { prepare } from './prepare.mjs'
import { reportEnd, StopError } from './progress.mjs'

function run({ root, node, env }, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--conditions=react-server', ...args], { cwd: root, env, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new StopError(`${args[0]} ended with ${code}.`)),
    )
  })
}

try {
  const made = await prepare({ quiet: true })
  const trouble = await ensureBrowser(made)
  if (trouble !== null) throw new StopError(trouble)
  await run(made, [join(made.root, 'cli/built.ts')])
  await run(made, [join(made.root, 'tests/screens/take.ts'), ...process.argv.slice(2)])
} catch (error) {
  reportEnd(error)
}
