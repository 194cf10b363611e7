/**
 * Which Chromium the browser tests use, and how it gets here when there is none: Debian's as root, Playwright's own
 * elsewhere. Returns null when a browser is there, else what the reader can do.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { say } from './progress.mjs'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

const ADVICE = `There is no Chromium for the browser tests, and it could not be installed. Install one and start again:
  Debian, as root:  apt-get install chromium
  elsewhere:        npx playwright install --with-deps chromium`

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function isThere(root) {
  if (SYSTEM_BROWSERS.some((path) => existsSync(path))) return true
  const { chromium } = createRequire(join(root, 'package.json'))('@playwright/test')
  return existsSync(chromium.executablePath())
}

function attempt(file, args, env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk) => (complaint = (complaint + String(chunk)).slice(-2000)))
    child.on('error', (error) => resolve({ done: false, complaint: error.message }))
    child.on('close', (code) => resolve({ done: code === 0, complaint }))
  })
}

/** @param {{ root: string, node: string, env: Record<string, string | undefined> }} place */
export async function ensureBrowser({ root, node, env }) {
  if (isThere(root)) return null
  const isRoot = process.getuid?.() === 0
  const complaints = []
  const run = async (file, args, environment = env) => {
    const { done, complaint } = await attempt(file, args, environment)
    if (!done) complaints.push(complaint.trim())
    return done
  }
  if (isDebian() && isRoot) {
    say('browser', 'installing Chromium with apt-get')
    const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], quiet)
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet)
    if (isThere(root)) return null
  }
  say('browser', 'installing the Chromium of Playwright')
  const withSystem = isRoot && process.platform === 'linux' ? ['--with-deps'] : []
  await run(node, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', ...withSystem, 'chromium'])
  if (isThere(root)) return null
  return `${ADVICE}\n\n${complaints.filter((one) => one !== '').join('\n')}`
}
