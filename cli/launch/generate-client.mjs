/**
 * When the Prisma client is generated: whenever the schema, the generator or its settings changed since the last time.
 * Runs under the system's Node: node: imports only.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { step, StopError } from './progress.mjs'
import { fingerprint } from './staleness.mjs'

const sources = ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json']
const stampPath = 'prisma/generated/.made-from'

function readStamp(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function hasSchema(root) {
  try {
    return readdirSync(join(root, 'prisma/schema')).some((name) => name.endsWith('.prisma'))
  } catch {
    return false
  }
}

function run({ root, node, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
      cwd: root,
      // `generate` looks for the native schema engine, downloads it when it is not there and never runs it. Any
      // program stands in for it, so that no download is tried.
      env: {
        ...env,
        PRISMA_SCHEMA_ENGINE_BINARY: node,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(undefined)
      else reject(new StopError(`The Prisma client could not be generated.\n${output.trim()}`))
    })
  })
}

/**
 * @param {{ root: string, node: string, env: Record<string, string | undefined> }} made
 * @param {boolean} [quiet]
 */
export async function generate(made, quiet = false) {
  if (!hasSchema(made.root)) return
  const stampFile = join(made.root, stampPath)
  const now = fingerprint(made.root, sources)
  if (readStamp(stampFile) === now) return
  const work = () => run(made)
  if (quiet) await work()
  else await step('generate', work, { done: () => 'Prisma client made from prisma/schema' })
  mkdirSync(join(made.root, 'prisma/generated'), { recursive: true })
  writeFileSync(stampFile, now)
}
