/**
 * The illegal imports that `walls.test.ts` plants, each beside a twin that the same wall lets through.
 * `file` need not exist: the lint sees only its path and the code.
 */
export type Planted = {
  readonly promise: string
  readonly file: string
  readonly illegal: string
  /** The rule that must speak up. */
  readonly rule: string
  readonly twin: { readonly file?: string; readonly legal: string }
}

const WALL = 'boundaries/dependencies'
const value = (source: string) => `import { thing } from '${source}'\nexport const kept = thing\n`
const type = (source: string) => `import type { Thing } from '${source}'\nexport type Kept = Thing\n`

function wall(promise: string, file: string, illegal: string, legal: string): Planted {
  return { promise, file, illegal: value(illegal), rule: WALL, twin: { legal: value(legal) } }
}

const slice = 'lib/features/tasks'
const other = '../cases'

export const PLANTED: readonly Planted[] = [
  // The law imports nothing but itself.
  wall('the domain knows no package', 'lib/domain/pathway/gates.ts', 'zod', './moves.ts'),
  wall('the domain knows no node:', 'lib/domain/audit/tree.ts', 'node:crypto', './facts.ts'),
  wall('the domain knows no server', 'lib/domain/policy/decide.ts', '../../server/env.ts', '../refusal.ts'),
  wall(
    'the domain knows no feature',
    'lib/domain/policy/grid.ts',
    '../../features/tasks/schema.ts',
    './roles.ts',
  ),
  wall('the domain knows no catalogue', 'lib/domain/locale.ts', '../../messages/en.json', './refusal.ts'),
  {
    promise: 'not even a type leads out of the domain',
    file: 'lib/domain/policy/decide.ts',
    illegal: type('../../server/act.ts'),
    rule: WALL,
    twin: { legal: type('../refusal.ts') },
  },
  {
    promise: 'an import inside a type is an import',
    file: 'lib/domain/policy/decide.ts',
    illegal: `export type Kept = import('../../server/act.ts').Tx\n`,
    rule: WALL,
    twin: { legal: type('../refusal.ts') },
  },
  {
    promise: 'a dynamic import is an import',
    file: 'lib/domain/policy/decide.ts',
    illegal: `export async function load() {\n  return import('../../server/env.ts')\n}\n`,
    rule: WALL,
    twin: { legal: `export async function load() {\n  return import('../refusal.ts')\n}\n` },
  },
  {
    promise: 'passing something on is an import',
    file: 'lib/domain/policy/decide.ts',
    illegal: `export { env } from '../../server/env.ts'\n`,
    rule: WALL,
    twin: {
      file: 'tests/support/passing.ts',
      legal: `export { refused } from '../../lib/domain/refusal.ts'\n`,
    },
  },

  // schema.ts: zod and the law.
  wall('a schema knows no React', `${slice}/schema.ts`, 'react', 'zod'),
  wall('a schema knows no server', `${slice}/schema.ts`, '../../server/env.ts', '../../domain/refusal.ts'),
  wall('a schema does not know its own slice', `${slice}/schema.ts`, './store.ts', '../../domain/refusal.ts'),
  wall("a schema does not know another slice's", `${slice}/schema.ts`, `${other}/schema.ts`, 'zod'),

  // store.ts: the only door to the database.
  wall('a store does not call its service', `${slice}/store.ts`, './service.ts', './schema.ts'),
  wall('a store does not read its actions', `${slice}/store.ts`, './actions.ts', './schema.ts'),
  wall('a store does not draw', `${slice}/store.ts`, './ui/task-list.tsx', '../../domain/refusal.ts'),
  wall(
    "a store does not read another's tables",
    `${slice}/store.ts`,
    `${other}/store.ts`,
    '../../server/act.ts',
  ),
  {
    promise: 'a store may name the client but never holds it: the transaction comes from act',
    file: `${slice}/store.ts`,
    illegal: value('../../server/db.ts'),
    rule: WALL,
    twin: { legal: type('../../server/db.ts') },
  },

  {
    promise: 'nobody but act hands out a transaction',
    file: `${slice}/store.ts`,
    illegal: `import { openedByAct } from '../../server/act/tx.ts'\nexport const kept = openedByAct\n`,
    rule: 'house/one-door',
    twin: { legal: `import type { Tx } from '../../server/act/tx.ts'\nexport type Kept = Tx\n` },
  },

  // service.ts: no Prisma, no other slice but by its effects.
  wall('a service knows no Prisma package', `${slice}/service.ts`, '@prisma/client', 'server-only'),
  wall(
    'a service knows no generated client',
    `${slice}/service.ts`,
    '../../../prisma/generated/client.ts',
    './store.ts',
  ),
  wall('a service holds no database', `${slice}/service.ts`, '../../server/db.ts', '../../server/act.ts'),
  wall(
    "a service does not use another slice's store",
    `${slice}/service.ts`,
    `${other}/store.ts`,
    './store.ts',
  ),
  wall(
    "a service does not call another slice's service",
    `${slice}/service.ts`,
    `${other}/service.ts`,
    './store.ts',
  ),
  wall(
    "a service does not share another slice's schema",
    `${slice}/service.ts`,
    `${other}/schema.ts`,
    './schema.ts',
  ),
  wall(
    'a slice without an arrow reaches no effects',
    `${slice}/service.ts`,
    '../nowhere/effects.ts',
    './store.ts',
  ),
  wall(
    'a service knows no migrations',
    `${slice}/service.ts`,
    '../../server/postgres/migrate.ts',
    '../../server/act.ts',
  ),
  wall('a service knows no HTTP', `${slice}/service.ts`, 'next/headers', '../../server/session.ts'),

  // effects.ts
  wall('effects call no service', `${slice}/effects.ts`, './service.ts', './store.ts'),
  wall('effects read no actions', `${slice}/effects.ts`, './actions.ts', './schema.ts'),
  wall(
    'effects without an arrow reach no other slice',
    `${slice}/effects.ts`,
    '../nowhere/effects.ts',
    './store.ts',
  ),
  {
    promise: 'an arrow has one direction',
    file: 'lib/features/tasks/service.ts',
    illegal: value('../pathway/effects.ts'),
    rule: WALL,
    twin: { file: 'lib/features/pathway/service.ts', legal: value('../tasks/effects.ts') },
  },

  // actions.ts
  wall('an action does not reach the store', `${slice}/actions.ts`, './store.ts', './service.ts'),
  wall('an action knows no Prisma', `${slice}/actions.ts`, '@prisma/client', '../../server/action.ts'),
  wall(
    'an action opens no transaction',
    `${slice}/actions.ts`,
    '../../server/act.ts',
    '../../server/action.ts',
  ),
  wall(
    "an action does not call another slice's service",
    `${slice}/actions.ts`,
    `${other}/service.ts`,
    './service.ts',
  ),
  wall('an action reads no cookies', `${slice}/actions.ts`, 'next/headers', 'next/cache'),

  // ui
  wall('a view does not call a service', `${slice}/ui/task-list.tsx`, '../service.ts', '../actions.ts'),
  wall('a view does not read a store', `${slice}/ui/task-list.tsx`, '../store.ts', '../schema.ts'),
  wall(
    'a view knows no server',
    `${slice}/ui/task-list.tsx`,
    '../../../server/session.ts',
    '../../../ui/field.tsx',
  ),
  wall(
    "a view does not use another slice's actions",
    `${slice}/ui/task-list.tsx`,
    '../../cases/actions.ts',
    '../actions.ts',
  ),
  wall(
    "a view does not draw another slice's view",
    `${slice}/ui/task-list.tsx`,
    '../../cases/ui/header.tsx',
    './task-row.tsx',
  ),
  wall('a view knows no database package', `${slice}/ui/task-list.tsx`, 'pg', '@mantine/core'),
  wall('shared ui knows no feature', 'lib/ui/field.tsx', '../features/tasks/actions.ts', './label.tsx'),
  wall('shared ui knows no server', 'lib/ui/field.tsx', '../server/env.ts', '../domain/refusal.ts'),

  // server
  wall('plumbing knows no feature', 'lib/server/jobs.ts', '../features/tasks/service.ts', './act.ts'),
  wall('plumbing does not draw', 'lib/server/log.ts', '../ui/field.tsx', '../domain/refusal.ts'),
  wall('plumbing knows no route', 'lib/server/log.ts', '../../app/layout.tsx', './env.ts'),
  wall('plumbing uses no components', 'lib/server/log.ts', '@mantine/core', 'pino'),
  wall('the running server cannot migrate', 'lib/server/jobs.ts', './postgres/migrate.ts', './db.ts'),
  wall('most of the plumbing holds no database either', 'lib/server/log.ts', './db.ts', './env.ts'),

  // app
  wall(
    'a page reads no store',
    'app/(desk)/page.tsx',
    '../../lib/features/tasks/store.ts',
    '../../lib/features/tasks/service.ts',
  ),
  wall(
    'a page calls no action',
    'app/(desk)/page.tsx',
    '../../lib/features/tasks/actions.ts',
    '../../lib/features/tasks/ui/task-list.tsx',
  ),
  wall(
    'a page opens no transaction',
    'app/(desk)/page.tsx',
    '../../lib/server/act.ts',
    '../../lib/server/session.ts',
  ),
  wall(
    'a page knows no settings',
    'app/(desk)/page.tsx',
    '../../lib/server/env.ts',
    '../../lib/ui/field.tsx',
  ),
  wall('a page knows no Prisma', 'app/(desk)/page.tsx', '@prisma/client', 'next/navigation'),
  wall(
    'a route of the interface reads no store',
    'app/api/live/route.ts',
    '../../../lib/features/tasks/store.ts',
    '../../../lib/server/act.ts',
  ),

  // the rest
  wall(
    'the gate knows next, next-auth and the law',
    'middleware.ts',
    './lib/server/session.ts',
    './lib/domain/locale.ts',
  ),
  wall('the gate knows no other package', 'middleware.ts', 'next-intl/middleware', 'next-auth/jwt'),
  wall(
    'the seed draws nothing',
    'prisma/seed/load.ts',
    '../../lib/ui/field.tsx',
    '../../lib/features/tasks/service.ts',
  ),
  wall('a benchmark reads no page', 'bench/list.ts', '../app/layout.tsx', '../lib/features/tasks/service.ts'),
  wall(
    'the command line calls no action',
    'cli/people.ts',
    '../lib/features/people/actions.ts',
    '../lib/features/people/service.ts',
  ),
  wall('a launch script needs no package', 'cli/launch/demo.mjs', 'pg', 'node:fs'),
  wall(
    'a test reads no page',
    'tests/features/list.test.ts',
    '../../app/layout.tsx',
    '../../lib/features/tasks/service.ts',
  ),

  // Not imports, but walls all the same.
  {
    promise: 'a file in lib without a room is an error',
    file: 'lib/mailer/send.ts',
    illegal: 'export const kept = 1\n',
    rule: 'boundaries/no-unknown-files',
    twin: { file: 'lib/server/send.ts', legal: 'export const kept = 1\n' },
  },
  {
    promise: 'a slice has six desks and no seventh',
    file: `${slice}/repository.ts`,
    illegal: 'export const kept = 1\n',
    rule: 'boundaries/no-unknown-files',
    twin: { file: `${slice}/store.ts`, legal: 'export const kept = 1\n' },
  },
  {
    promise: 'there is no folder for homeless things',
    file: 'lib/server/utils/send.ts',
    illegal: 'export const kept = 1\n',
    rule: 'house/names',
    twin: { file: 'lib/server/post/send.ts', legal: 'export const kept = 1\n' },
  },
  {
    promise: 'file names are kebab-case',
    file: 'lib/ui/DateField.tsx',
    illegal: 'export const kept = 1\n',
    rule: 'house/names',
    twin: { file: 'lib/ui/date-field.tsx', legal: 'export const kept = 1\n' },
  },
  {
    promise: 'a relative import carries its ending',
    file: 'lib/domain/policy/decide.ts',
    illegal: value('../refusal'),
    rule: 'house/endings',
    twin: { legal: value('../refusal.ts') },
  },
  {
    promise: 'a browser file imports nothing of the server',
    file: 'lib/ui/field.tsx',
    illegal: `'use client'\n${value('server-only')}`,
    rule: 'house/browser',
    twin: { legal: `'use client'\n${value('react')}` },
  },
  {
    promise: 'the environment is read in one place',
    file: 'lib/server/jobs.ts',
    illegal: 'export const kept = process.env\n',
    rule: 'house/environment-room',
    twin: { file: 'lib/server/env.ts', legal: 'export const kept = process.env\n' },
  },
  {
    promise: 'the domain has no clock',
    file: 'lib/domain/calendar/today.ts',
    illegal: 'export function today() {\n  return new Date()\n}\n',
    rule: 'house/pure-domain',
    twin: { legal: 'export function today(now: number) {\n  return new Date(now)\n}\n' },
  },
  {
    promise: 'the domain has no stopwatch',
    file: 'lib/domain/calendar/today.ts',
    illegal: 'export function today() {\n  return Date.now()\n}\n',
    rule: 'house/pure-domain',
    twin: { legal: 'export function today() {\n  return Date.UTC(2026, 0, 1)\n}\n' },
  },
  {
    promise: 'the domain throws no dice',
    file: 'lib/domain/code-name.ts',
    illegal: 'export function pick() {\n  return Math.random()\n}\n',
    rule: 'house/pure-domain',
    twin: { legal: 'export function pick() {\n  return Math.floor(1.5)\n}\n' },
  },
  {
    promise: 'the domain has no secrets of its own',
    file: 'lib/domain/code-name.ts',
    illegal: 'export function pick() {\n  return crypto.randomUUID()\n}\n',
    rule: 'no-restricted-globals',
    twin: {
      file: 'lib/server/pick.ts',
      legal: 'export function pick() {\n  return crypto.randomUUID()\n}\n',
    },
  },
  {
    promise: 'a module has no default export',
    file: 'lib/ui/field.tsx',
    illegal: 'export default function Field() {\n  return null\n}\n',
    rule: 'no-restricted-exports',
    twin: { file: 'app/(desk)/page.tsx', legal: 'export default function Page() {\n  return null\n}\n' },
  },
  {
    promise: 'there are no barrels',
    file: 'lib/ui/all.ts',
    illegal: `export * from './field.tsx'\n`,
    rule: 'house/no-barrel',
    twin: { legal: value('./field.tsx') },
  },
  {
    promise: 'no cast goes through unknown',
    file: 'lib/ui/field.tsx',
    illegal: 'export const kept = 1 as unknown as string\n',
    rule: 'house/no-escape',
    twin: { legal: 'export const kept = 1 as number\n' },
  },
  {
    promise: 'a file in lib has at most 250 lines',
    file: 'lib/ui/field.tsx',
    illegal: 'export const kept = [\n' + '  1,\n'.repeat(249) + ']\n',
    rule: 'max-lines',
    twin: { legal: 'export const kept = [\n' + '  1,\n'.repeat(248) + ']\n' },
  },
  {
    promise: 'nothing switches a rule off inside a file',
    file: 'lib/domain/code-name.ts',
    illegal: '/* eslint-disable */\nexport function pick() {\n  return Math.random()\n}\n',
    rule: 'house/pure-domain',
    twin: { legal: '/* The code is drawn elsewhere. */\nexport function pick() {\n  return 1\n}\n' },
  },
]
