/** `npm run policy`: writes `docs/policy.md` under Node 24. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { reportEnd } from './progress.mjs'

try {
  const { root, node, env } = await prepare({ quiet: true })
  const writer = [join(root, 'cli/policy.ts')]
  const child = spawn(node, ['--conditions=react-server', ...writer], { cwd: root, env, stdio: 'inherit' })
  child.on('close', (code) => (process.exitCode = code ?? 1))
} catch (error) {
  reportEnd(error)
}
