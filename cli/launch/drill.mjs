/** `npm run drill -- NAME`: one of the long drills in `tests/drills`, with its full count. Without a name, lists them. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { reportEnd, StopError } from './progress.mjs'

const ENDING = '.test.ts'

try {
  const { root, node, env } = await prepare({ quiet: true })
  const all = readdirSync(join(root, 'tests/drills'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
  const [name] = process.argv.slice(2)
  if (name === undefined || !all.includes(name))
    throw new StopError(`Name one drill: npm run drill -- NAME. There are: ${all.join(', ')}`)
  const run = (args) => {
    const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' })
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 1))
    })
  }
  // Some drills ask the production build.
  const built = await run(['--conditions=react-server', join(root, 'cli/built.ts')])
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const drill = [vitest, 'run', '--project', 'drills', `tests/drills/${name}${ENDING}`]
  process.exitCode = built === 0 ? await run(drill) : built
} catch (error) {
  reportEnd(error)
}
