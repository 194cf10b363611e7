/**
 * The checks of the house as a list of steps, and how a step's result is counted. Used by `npm test` and `npm run check`.
 * A step that fails shows what it said; the others go on, so that one run tells everything that is wrong.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'
import { say } from './progress.mjs'

const HEARTBEAT_MS = 15_000
const KEPT_CHARACTERS = 60_000

/** @typedef {{ passed: number, failed: number, note?: string, failures?: string[] }} Count */
/** @typedef {{ root: string, node: string, env: Record<string, string | undefined>, scratch: string }} Place */
/** @typedef {{ name: string, run: (place: Place) => Promise<Count>, needs?: string }} Step */

/** Children that run now; an interrupted run ends them all. */
const running = new Set()

/** How far the browser tests are, in their own words. */
let heard = null

/**
 * Runs a program of node_modules (or of the repository) under Node 24 and keeps what it says.
 * @param {Place} place
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 * @returns {Promise<{ code: number, output: string }>}
 */
function program(place, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(place.node, args, {
      cwd: place.root,
      env: {
        ...place.env,
        NO_COLOR: '1',
        NEXT_TELEMETRY_DISABLED: '1',
        // What browsers and runners write for their own use goes with the rest of the run.
        XDG_CONFIG_HOME: place.scratch,
        XDG_DATA_HOME: place.scratch,
        PWTEST_CACHE_DIR: join(place.scratch, 'playwright'),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const keep = (chunk) => {
      output = (output + String(chunk)).slice(-KEPT_CHARACTERS)
      heard = /\[(\d+)\/(\d+)\](?![^]*\[\d+\/\d+\])/.exec(String(chunk))?.slice(1).join(' of ') ?? heard
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Prints what a failed program said, indented so that the steps stay readable. */
function show(name, output) {
  const text = output.trim().replaceAll(/^/gm, '    ')
  process.stdout.write(`\n${text === '' ? `    ${name} said nothing` : text}\n\n`)
}

/** A check that passes or fails as a whole, and counts as one. */
function whole(name, args) {
  return {
    name,
    /** @param {Place} place @returns {Promise<Count>} */
    async run(place) {
      const { code, output } = await program(place, args(place))
      if (code !== 0) show(name, output)
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
    },
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Makes sure that a runner which ended badly is never counted as a success. */
function settle(name, code, output, count) {
  const failed = count.failed === 0 && code !== 0 ? 1 : count.failed
  if (failed > 0) show(name, output)
  return { ...count, failed }
}

/** One project of vitest.config.ts, counted test by test. */
function vitest(project) {
  return {
    name: project,
    /** @param {Place} place @returns {Promise<Count>} */
    async run(place) {
      const report = join(place.scratch, `${project}.json`)
      const { code, output } = await program(place, [
        join(place.root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--project',
        project,
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ])
      const found = readReport(report)
      if (found === null) return settle(project, code === 0 ? 1 : code, output, { passed: 0, failed: 1 })
      const silent = found.testResults.filter(
        (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
      ).length
      // A test that did not run is not a test that passed.
      const left = found.numPendingTests + found.numTodoTests
      return settle(project, code, output, {
        passed: found.numPassedTests,
        failed: found.numFailedTests + silent + left,
        failures: failuresOfVitest(found),
        ...(left > 0 ? { note: `${left} did not run` } : {}),
      })
    },
  }
}

/** Removes what a runner kept for those who look for a failure, and the folder around it once nothing is left in it. */
function forget(pictures) {
  rmSync(pictures, { recursive: true, force: true })
  const folder = dirname(pictures)
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
}

/** One project of playwright.config.ts, counted test by test. */
function playwright(project, browser) {
  return {
    name: project,
    needs: 'build',
    /** @param {Place} place @returns {Promise<Count>} */
    async run(place) {
      const ready = await browser(place)
      if (ready !== null) {
        show(project, ready)
        return { passed: 0, failed: 1 }
      }
      const report = join(place.scratch, `${project}.json`)
      const pictures = join(place.root, 'test-results', project)
      const cli = join(place.root, 'node_modules/@playwright/test/cli.js')
      const { code, output } = await program(
        place,
        [cli, 'test', '--project', project, '--output', pictures, '--reporter=line,json'],
        { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CI: '1' },
      )
      heard = null
      const found = readReport(report)
      if (found === null) return settle(project, code === 0 ? 1 : code, output, { passed: 0, failed: 1 })
      const { expected, unexpected, flaky, skipped } = found.stats
      const count = settle(project, code, output, {
        passed: expected,
        failed: unexpected + flaky + skipped,
        failures: failuresOfPlaywright(found),
        ...(skipped > 0 ? { note: `${skipped} did not run` } : {}),
      })
      if (count.failed === 0) forget(pictures)
      return count
    },
  }
}

const bin = (place, path) => join(place.root, 'node_modules', path)
const cache = (place, name) => join(place.root, 'node_modules/.cache', name)

/** Writes the types of routes, so that a fresh clone is checked like one that was built before. No check of its own. */
export const routes = {
  name: 'routes',
  /** @param {Place} place @returns {Promise<Count>} */
  async run(place) {
    const { code, output } = await program(place, [bin(place, 'next/dist/bin/next'), 'typegen'])
    if (code !== 0) show('routes', output)
    return { passed: 0, failed: code === 0 ? 0 : 1 }
  },
}

export const types = whole('types', (place) => [
  bin(place, 'typescript/bin/tsc'),
  '--noEmit',
  '--tsBuildInfoFile',
  cache(place, 'causeway-types.tsbuildinfo'),
])

export const lint = whole('lint', (place) => [bin(place, 'eslint/bin/eslint.js'), '.', '--max-warnings', '0'])

export const format = whole('format', (place) => [bin(place, 'prettier/bin/prettier.cjs'), '--check', '.'])

export const build = whole('build', (place) => [
  '--conditions=react-server',
  join(place.root, 'cli/built.ts'),
])

export const domain = vitest('domain')
/** Tables that are protected and attacked; shorter than `npm run drill -- attack`. */
export const disclosure = vitest('disclosure')
export const features = vitest('features')
/** The features about keys, files and backups. */
export const keys = vitest('keys')
export const architecture = vitest('architecture')

/** The authorization matrix over HTTP, with and without the middleware. */
export const access = { ...vitest('access'), needs: 'build' }
export const accessUngated = { ...vitest('access-ungated'), needs: 'build' }
/** What else a stranger or a thief may try against the production build. */
export const attacks = { ...vitest('attacks'), needs: 'build' }
export { playwright as browserTests }

function ended(count) {
  const total = count.passed + count.failed
  if (total === 0) return 'done'
  const tests = total === 1 ? '' : `${count.passed} of ${total} `
  return `${tests}${count.failed === 0 ? 'passed' : 'FAILED'}${count.note === undefined ? '' : `, ${count.note}`}`
}

/** Runs one step and prints its line. @param {Step} step @param {Place} place @returns {Promise<Count>} */
async function timed(step, place) {
  const startedAt = performance.now()
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  const doing = () => heard ?? 'working'
  const beat = setInterval(() => say(step.name, `… ${doing()} (${seconds()})`), HEARTBEAT_MS)
  try {
    const count = await step.run(place)
    say(step.name, `${ended(count)} (${seconds()})`)
    return count
  } catch (error) {
    show(step.name, error instanceof Error ? (error.stack ?? error.message) : String(error))
    say(step.name, `FAILED (${seconds()})`)
    return { passed: 0, failed: 1 }
  } finally {
    clearInterval(beat)
  }
}

/**
 * Runs lanes of steps: a lane's steps one after the other, the lanes of one stage at the same time, stage by stage.
 * Prints `N passed, N failed` as the last line and sets the exit code.
 * @param {{ root: string, node: string, env: Record<string, string | undefined> }} made
 * @param {Step[][][]} stages
 */
export async function runChecks(made, stages) {
  const scratch = mkdtempSync(join(tmpdir(), 'causeway-checks-'))
  let interrupted = false
  const stop = () => {
    interrupted = true
    for (const child of running) child.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const counts = new Map()
  const place = { ...made, scratch }
  async function lane(steps) {
    for (const step of steps) {
      if (interrupted) return
      if (step.needs !== undefined && (counts.get(step.needs)?.failed ?? 0) > 0) {
        say(step.name, `FAILED, because ${step.needs} failed`)
        counts.set(step.name, { passed: 0, failed: 1 })
      } else counts.set(step.name, await timed(step, place))
    }
  }
  try {
    for (const lanes of stages) await Promise.all(lanes.map(lane))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const sum = (field) => [...counts.values()].reduce((total, count) => total + count[field], 0)
  const failed = sum('failed')
  const failures = [...counts].flatMap(([name, count]) => (count.failures ?? []).map((one) => [name, one]))
  for (const [name, failure] of failures) show(name, `${name}: ${failure}`)
  if (interrupted) process.stdout.write('\nInterrupted: not everything was checked.\n')
  process.exitCode = interrupted ? 130 : failed === 0 ? 0 : 1
  process.stdout.write(`\n${sum('passed')} passed, ${failed} failed\n`)
}
