/**
 * How a bare checkout becomes able to run: locked dependencies installed, Node 24 at hand, Prisma client generated.
 * Runs under the system's Node (20.19 or newer) before anything is installed: plain JavaScript, node: imports only.
 *
 *   import { handOver, prepare } from './prepare.mjs'
 *
 *   await handOver('cli/demo.ts', process.argv.slice(2), { quiet?: boolean })
 *     prepares, then runs the TypeScript file under Node 24 (--conditions=react-server) in the repository's root,
 *     with the settings of .env where the environment sets none, passes signals on, ends with its exit code. The child has an IPC channel: when this process is killed, the
 *     channel closes and the child can stop what it started. This is all that an entry script needs.
 *
 *   const { root, node, env } = await prepare({ quiet?: boolean })
 *     only prepares; `node` is the path of Node 24, `env` the environment in which `node` means that one.
 *     quiet: says nothing when nothing is to be done. A reason to stop is thrown as StopError (progress.mjs):
 *     `prepare(…).catch(reportEnd)`.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from './generate-client.mjs'
import { reportEnd, say, step, StopError } from './progress.mjs'
import { staleReason, wantedPaths } from './staleness.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const oldestNode = [20, 19]

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch {
    return null
  }
}

function assertNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new StopError(
    `Causeway starts with Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`,
  )
}

/** Where the `node` package keeps Node 24, or null when its install script did not run. */
function pinnedNode() {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : null
}

/** npm as `npm run` told us where it is; run by hand, npm is looked up on the path. */
function npmCommand() {
  const script = process.env['npm_execpath']
  if (script !== undefined && /npm-cli\.c?js$/.test(script))
    return { file: process.execPath, args: [script], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

/** Environment without what `npm run` left in it: a nested npm must not take `npm run demo --x` for its own settings. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(lifecycle|package|command)/i.test(name) && name !== 'NODE_ENV',
    ),
  )
}

/** Which C library binaries are chosen by; says nothing outside Linux. */
function libc() {
  if (process.platform !== 'linux') return undefined
  return process.report?.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

function install() {
  const npm = npmCommand()
  const args = [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((resolve, reject) => {
    const child = spawn(npm.file, args, {
      cwd: root,
      env: cleanEnvironment(),
      shell: npm.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk) => {
      output = (output + String(chunk)).slice(-8000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(undefined)
      else
        reject(
          new StopError(
            `The dependencies could not be installed (npm ci ended with ${code}).\n${output.trim()}`,
          ),
        )
    })
  })
}

async function ensureInstalled(quiet) {
  const locked = readJson('package-lock.json')
  if (locked === null) throw new StopError('package-lock.json is missing or unreadable; restore it with git.')
  const reason =
    staleReason(locked, readJson('node_modules/.package-lock.json')) ??
    (pinnedNode() === null ? 'Node 24 is missing' : null)
  if (reason === null) {
    if (!quiet) say('install', 'dependencies are up to date')
    return
  }
  const wanted = wantedPaths(locked, process.platform, process.arch, libc())
  say('install', `${wanted.length} packages, because ${reason}`)
  await step('install', () => install(), {
    pulse: () => {
      const there = wanted.filter((path) => existsSync(join(root, path, 'package.json'))).length
      return there < wanted.length ? `${there} of ${wanted.length} packages` : 'running install scripts'
    },
    done: () => 'dependencies installed',
  })
}

function prepared() {
  const node = pinnedNode()
  if (node === null) {
    throw new StopError(
      'Node 24 did not arrive with the dependencies. Its install script must be allowed to run: check `npm config get ignore-scripts`, delete node_modules and start again.',
    )
  }
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [dirname(node), join(root, 'node_modules', '.bin'), process.env[pathName] ?? '']
  return { root, node, env: { ...process.env, [pathName]: folders.join(delimiter) } }
}

/** @param {{ quiet?: boolean }} [options] */
export async function prepare(options = {}) {
  assertNode()
  await ensureInstalled(options.quiet === true)
  const made = prepared()
  await generate(made, options.quiet === true)
  return made
}

/** @param {string} script @param {string[]} args @param {{ quiet?: boolean }} [options] */
export async function handOver(script, args, options = {}) {
  let made
  try {
    made = await prepare(options)
  } catch (error) {
    reportEnd(error)
    return
  }
  const settingsFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : []
  const child = spawn(
    made.node,
    [...settingsFile, '--conditions=react-server', join(root, script), ...args],
    {
      cwd: root,
      env: made.env,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  )
  // Ctrl-C reaches the whole group; a `kill` reaches this process alone. The child takes a second signal calmly.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  await new Promise((resolve) => {
    child.on('error', (error) => {
      reportEnd(error)
      resolve(undefined)
    })
    child.on('exit', (code, signal) => {
      if (signal !== null) process.stderr.write(`\nCauseway was ended from outside (${signal}).\n`)
      process.exitCode = code ?? 1
      resolve(undefined)
    })
  })
  process.exit()
}
