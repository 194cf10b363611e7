/**
 * `npm run bench`: builds when sources changed, then runs every program in `bench/`, each of which prints one JSON
 * document. `-- --json` prints them as one document and nothing else; `-- NAME` runs only the named ones.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { reportEnd, say, StopError } from './progress.mjs'

const asked = process.argv.slice(2)
const json = asked.includes('--json')
const names = asked.filter((one) => !one.startsWith('--'))

/** With --json, standard output is for the document alone. */
const print = process.stdout.write.bind(process.stdout)
if (json) process.stdout.write = process.stderr.write.bind(process.stderr)

/** Runs a program of the repository under Node 24 and returns what it printed, where that is kept. */
function start({ root, node, env }, script, stdio) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--conditions=react-server', join(root, script)], { cwd: root, env, stdio })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new StopError(`${script} ended with ${code}.`))
    })
  })
}

/** One line for each group of figures in a result. */
function lines(result) {
  return Object.entries(result)
    .filter(([, value]) => typeof value === 'object' && value !== null)
    .map(([part, figures]) => {
      const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
      return `${part}: ${words.join(', ')}`
    })
}

try {
  const made = await prepare({ quiet: true })
  const all = readdirSync(join(made.root, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
  const unknown = names.filter((name) => !all.includes(name))
  if (unknown.length > 0)
    throw new StopError(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}`)
  await start(made, 'cli/built.ts', ['ignore', 2, 2])
  const results = {}
  for (const name of names.length > 0 ? names : all) {
    say('bench', name)
    results[name] = JSON.parse(await start(made, `bench/${name}.ts`, ['ignore', 'pipe', 2]))
    if (!json) for (const line of lines(results[name])) say('', line)
  }
  if (json) print(`${JSON.stringify(results, null, 2)}\n`)
} catch (error) {
  reportEnd(error)
}
