/**
 * The authorization matrix names every page, route handler and server action that the sources hold, and nothing else.
 * `tests/access` asks the same of the build.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { COLUMNS, doorsOf, LINES, STANDINGS, type Column } from '../support/access-matrix.ts'
import { decide, type AnyAction, type Standing } from '../../lib/domain/policy/decide.ts'
import { ROLES, type Actor } from '../../lib/domain/policy/roles.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Made by Next itself. */
const BUILT_IN = ['/_global-error', '/_not-found']

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
    path.posix.join(folder, ...file.split(path.sep)),
  )
}

/** The address of a file below `app`: groups in brackets are no part of it. */
function routeOf(file: string): string {
  const folders = path.posix.dirname(path.posix.relative('app', file)).split('/')
  return `/${folders.filter((folder) => folder !== '.' && !folder.startsWith('(')).join('/')}`
}

function routesOf(name: RegExp): readonly string[] {
  return filesIn('app')
    .filter((file) => name.test(path.posix.basename(file)))
    .map(routeOf)
}

/** Files that Next serves under their own name. */
function metadataRoutes(): readonly string[] {
  return filesIn('app')
    .filter((file) =>
      /^(?:favicon|icon|apple-icon|opengraph-image|sitemap|robots|manifest)\d*\./.test(
        path.posix.basename(file),
      ),
    )
    .map((file) => path.posix.join(routeOf(file), path.posix.basename(file)))
}

/** What the files that begin with 'use server' export. */
function actionsInSources(): readonly string[] {
  return [...filesIn('app'), ...filesIn('lib')]
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .filter((text) => /^(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)*['"]use server['"]/.test(text))
    .flatMap((text) => [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)])
    .map(([, name = '']) => name)
}

test('every page has a line in the matrix, and every line of a page has one', () => {
  expect(doorsOf('page')).toEqual([...routesOf(/^page\.(?:tsx?|jsx?|mdx)$/), ...BUILT_IN].sort())
})

test('every route handler has a line in the matrix, and every line of a route has one', () => {
  expect(doorsOf('route')).toEqual([...routesOf(/^route\.[tj]s$/), ...metadataRoutes()].sort())
})

test('every server action has a line in the matrix, and every line of an action has one', () => {
  const actions = actionsInSources()
  expect(new Set(actions).size, 'two actions share a name').toBe(actions.length)
  expect(doorsOf('action')).toEqual([...actions].sort())
})

test('no action hides inside a function, where this list would not find it', () => {
  const hidden = [...filesIn('app'), ...filesIn('lib')]
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => /^[ \t]+['"]use server['"]/m.test(readFileSync(path.join(root, file), 'utf8')))
  expect(hidden).toEqual([])
})

test('every role has a column, and no line stands twice', () => {
  expect([...COLUMNS].sort()).toEqual([...ROLES, 'on-call', 'visitor'].sort())
  const names = LINES.map(({ kind, name }) => `${kind} ${name}`)
  expect(names).toEqual([...new Set(names)])
})

test('each denial has its allowing twin: somebody may use every door', () => {
  const shut = LINES.filter(({ answers }) =>
    COLUMNS.every((column) => STANDINGS.every((standing) => answers[column][standing] !== 'allowed')),
  )
  expect(shut.map(({ name }) => name).sort()).toEqual(BUILT_IN)
})

const STANDS = {
  own: { own: true, team: true, critical: false, opened: false },
  team: { own: false, team: true, critical: false, opened: false },
  foreign: { own: false, team: false, critical: false, opened: false },
  absent: null,
} as const satisfies Record<string, Standing | null>

/** Every proof is given: the matrix speaks of reach. */
const NOW = new Date()

function actorOf(column: Column): Actor {
  if (column === 'visitor') return { kind: 'visitor' }
  const onCall = column === 'on-call'
  const roles = [onCall ? 'caseworker' : column] as const
  return { kind: 'person', personId: 'p', roles, teamId: 't', onCall, provedAt: NOW }
}

function decided(column: Column, action: AnyAction, standing: Standing | 'list' | null) {
  const decision = decide(actorOf(column), action, standing, { now: NOW, reason: 'Asked for by the grid.' })
  return decision.ok ? 'allowed' : decision.refusal
}

/** Decide about roles and nothing else: every other request is hidden from them. */
function seesAnotherKind(column: Column, policy: string): boolean {
  return column === 'administrator' && policy === 'approval.decide'
}

test('where the matrix and the policy both speak, they say the same', () => {
  for (const { name, about, policy, answers } of LINES) {
    if (policy === null) continue
    for (const column of COLUMNS) {
      if (seesAnotherKind(column, policy)) continue
      for (const standing of STANDINGS) {
        const said = answers[column][standing]
        const row: Standing | null = STANDS[standing]
        const stands =
          row === null
            ? null
            : { ...row, critical: name.endsWith('#danger'), opened: name.endsWith('#opened') }
        // The policy knows reach; that nobody judges their own work is a rule of what is judged.
        const expected = said === 'same-person' ? 'allowed' : said
        const found = decided(column, policy, about === 'nothing' ? 'list' : stands)
        expect(found, `${name} · ${column} · ${standing}`).toBe(expected)
      }
    }
  }
})
