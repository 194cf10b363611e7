/**
 * The wall table of the house: which room or desk a file belongs to, and what each of them may import.
 *
 * `eslint.config.mjs` turns it into lint errors; `../walls.test.ts` plants illegal imports and expects an error for each.
 * Patterns are read top to bottom and the first match names the desk. What no line allows is forbidden.
 */

/**
 * A slice reaches another slice only through that slice's `effects.ts`, inside the same transaction, along these arrows.
 * `arrows.test.ts` fails when they make a circle. A rule that two slices share sinks to the domain instead.
 * @type {Record<string, readonly string[]>}
 */
export const ARROWS = {
  approvals: ['drafts', 'forgetting', 'four-eyes', 'gates', 'journeys', 'people', 'tasks'],
  arrivals: ['tasks'],
  assignments: ['tasks'],
  bases: ['tasks'],
  'break-glass': ['alerts', 'four-eyes'],
  'case-file': [
    'assignments',
    'break-glass',
    'documents',
    'drafts',
    'gates',
    'guests',
    'houses',
    'pathway',
    'pipeline',
    'timeline',
  ],
  'case-list': ['gates', 'pipeline'],
  cases: ['assignments', 'contacts', 'drafts', 'pathway', 'reveals'],
  contacts: ['tasks'],
  forgetting: ['drafts', 'four-eyes', 'tasks'],
  guests: ['assignments', 'timeline'],
  departures: ['assignments', 'sign-in'],
  documents: ['reveals'],
  houses: ['drafts', 'gates', 'reveals', 'tasks'],
  releases: ['drafts'],
  incidents: ['alerts'],
  journeys: ['reveals', 'tasks'],
  links: ['four-eyes', 'people'],
  'name-search': ['reveals'],
  pathway: ['alerts', 'drafts', 'four-eyes', 'gates', 'houses', 'tasks'],
  operator: ['forgetting', 'people', 'reveals'],
  people: ['four-eyes', 'sign-in'],
  pipeline: ['gates'],
  protection: ['reveals', 'tasks'],
  reveals: ['alerts'],
  retention: ['documents'],
  risk: ['tasks'],
  screening: ['tasks'],
  seizures: ['alerts', 'sign-in'],
  tasks: ['gates'],
  today: ['alerts', 'gates', 'pipeline', 'releases', 'tasks'],
}

const CODE = '*.{ts,tsx}'
const ASSETS = '*.{ts,tsx,css}'

/** @type {{ category: string, pattern: string | string[], capture?: string[] }[]} */
export const DESKS = [
  { category: 'domain', pattern: `lib/domain/**/${CODE}` },

  { category: 'schema', pattern: 'lib/features/*/schema.ts', capture: ['slice'] },
  { category: 'store', pattern: 'lib/features/*/store.ts', capture: ['slice'] },
  { category: 'service', pattern: 'lib/features/*/service.ts', capture: ['slice'] },
  { category: 'effects', pattern: 'lib/features/*/effects.ts', capture: ['slice'] },
  { category: 'actions', pattern: 'lib/features/*/actions.ts', capture: ['slice'] },
  { category: 'feature-ui', pattern: `lib/features/*/ui/**/${ASSETS}`, capture: ['slice'] },

  { category: 'server-db', pattern: ['lib/server/db.ts', 'lib/server/db/**/*.ts'] },
  { category: 'server-act', pattern: ['lib/server/act.ts', 'lib/server/act/**/*.ts'] },
  { category: 'server-session', pattern: ['lib/server/session.ts', 'lib/server/session/**/*.ts'] },
  { category: 'server-action', pattern: 'lib/server/action.ts' },
  { category: 'server-i18n', pattern: ['lib/server/i18n.ts', 'lib/server/i18n/**/*.ts'] },
  { category: 'server-jobs', pattern: ['lib/server/{jobs,live}.ts', 'lib/server/{jobs,live}/**/*.ts'] },
  { category: 'server-health', pattern: 'lib/server/health.ts' },
  { category: 'server-postgres', pattern: 'lib/server/postgres/**/*.ts' },
  { category: 'server', pattern: 'lib/server/**/*.ts' },

  { category: 'lib-ui', pattern: `lib/ui/**/${ASSETS}` },

  { category: 'app-api', pattern: 'app/api/**/*.ts' },
  { category: 'app', pattern: `app/**/${ASSETS}` },

  { category: 'i18n', pattern: 'i18n/**/*.ts' },
  { category: 'messages', pattern: 'messages/*.json' },
  { category: 'generated', pattern: 'prisma/generated/**' },
  { category: 'seed', pattern: 'prisma/seed/**/*.ts' },
  { category: 'launch', pattern: 'cli/launch/**/*.mjs' },
  { category: 'cli', pattern: 'cli/**/*.{ts,mjs}' },
  { category: 'bench', pattern: 'bench/**/*.ts' },
  { category: 'tests', pattern: 'tests/**/*.{ts,tsx,mjs,mts,cjs}' },
  { category: 'middleware', pattern: 'middleware.ts' },
  { category: 'instrumentation', pattern: 'instrumentation.ts' },
  {
    category: 'config',
    pattern: [
      '{next,vitest,playwright,prisma,eslint,postcss}.config.{ts,mjs}',
      'global.d.ts',
      'package.json',
    ],
  },
]

/** Packages that draw. Nothing under `lib/server` or in a slice's inner desks may know them. */
const DRAWING = [
  'react',
  'react-dom',
  'next',
  'next-intl',
  '@mantine/core',
  '@mantine/hooks',
  'react-hook-form',
  '@hookform/resolvers',
]

const FONTS = ['@fontsource-variable/inter', '@fontsource-variable/noto-sans-kr']

const SERVER = ['server', 'server-act', 'server-session', 'server-jobs', 'server-health', 'server-i18n']

/** Names one or more desks as the target of an import. */
function desk(...categories) {
  return { file: { categories } }
}

/** The same slice's desks. */
function own(...categories) {
  return { file: { categories, captured: { slice: '{{ from.file.captured.slice }}' } } }
}

/** A package, or only one entry of it (`next` + `cache`). */
function pkg(source, internalPath) {
  return {
    module: { origin: ['external'], source, ...(internalPath === undefined ? {} : { internalPath }) },
  }
}

const NODE = { module: { origin: ['core'] } }
const ANY_PACKAGE = { module: { origin: ['external'] } }

function allow(category, ...targets) {
  return targets.map((to) => ({ from: { file: { categories: category } }, allow: { to } }))
}

function forbid(category, ...targets) {
  return targets.map((to) => ({ from: { file: { categories: category } }, disallow: { to } }))
}

/** Later policies win over earlier ones. */
const POLICIES = [
  ...allow('domain', desk('domain')),

  ...allow('schema', desk('domain'), pkg(['zod'])),
  ...allow('store', desk('domain', 'generated', ...SERVER), own('schema'), pkg(['server-only'])),
  {
    from: { file: { categories: 'store' } },
    allow: { to: desk('server-db'), dependency: { kind: 'type' } },
  },
  ...allow('service', desk('domain', ...SERVER), own('schema', 'store', 'effects'), pkg(['server-only'])),
  ...Object.entries(ARROWS).flatMap(([slice, targets]) =>
    targets.map((target) => ({
      from: { file: { categories: ['service', 'effects'], captured: { slice } } },
      allow: { to: { file: { categories: 'effects', captured: { slice: target } } } },
    })),
  ),
  ...allow('effects', desk('domain', ...SERVER), own('schema', 'store'), pkg(['server-only'])),
  ...allow('actions', desk('domain', 'server-action'), own('schema', 'service'), pkg(['next'], 'cache')),
  ...allow(
    'feature-ui',
    desk('domain', 'lib-ui'),
    own('actions', 'schema', 'feature-ui'),
    pkg(DRAWING),
    pkg(['next-auth'], 'react'),
  ),
  ...forbid('feature-ui', pkg(['next'], ['cache', 'headers', 'server'])),

  ...allow(
    ['server-action', 'server-db', ...SERVER],
    desk('domain', 'generated', 'server-action', ...SERVER),
    NODE,
    ANY_PACKAGE,
  ),
  ...allow(['server-act', 'server-session', 'server-jobs', 'server-health'], desk('server-db')),
  ...allow('server-i18n', desk('messages')),
  ...allow('server-postgres', desk('domain', 'server', 'server-postgres'), NODE, ANY_PACKAGE),
  ...forbid(
    DESKS.map(({ category }) => category).filter((category) => category.startsWith('server')),
    pkg([
      'react-dom',
      '@mantine/*',
      'react-hook-form',
      '@hookform/*',
      '@fontsource*/*',
      '@playwright/*',
      'vitest',
    ]),
  ),

  ...allow(
    'lib-ui',
    desk('domain', 'lib-ui'),
    pkg([...DRAWING, ...FONTS, 'zod']),
    pkg(['next-auth'], 'react'),
  ),
  ...forbid('lib-ui', pkg(['next'], ['cache', 'headers', 'server'])),

  ...allow(
    'app',
    desk('domain', 'service', 'feature-ui', 'lib-ui', 'app', 'server-session', 'server-i18n', 'i18n'),
    pkg([...DRAWING, ...FONTS, 'server-only']),
  ),
  ...forbid('app', pkg(['next'], 'cache')),
  ...allow(
    'app-api',
    desk('domain', 'schema', 'service', 'app-api', 'server-action', ...SERVER),
    NODE,
    pkg(['next', 'next-auth', 'server-only']),
  ),

  ...allow(
    'i18n',
    desk('domain', 'server-session', 'server-i18n', 'messages', 'i18n'),
    pkg(['next', 'next-intl']),
  ),
  ...allow('middleware', desk('domain'), pkg(['next', 'next-auth'])),
  ...allow('instrumentation', desk('domain', 'service', ...SERVER), NODE, pkg(['next', 'server-only'])),

  ...allow(
    ['cli', 'bench', 'seed'],
    desk('domain', 'schema', 'service', 'generated', 'server-db', 'server-postgres', 'seed', ...SERVER),
    NODE,
    ANY_PACKAGE,
  ),
  ...allow('cli', desk('cli', 'launch')),
  ...allow('bench', desk('bench', 'tests', 'launch')),
  ...allow('launch', desk('launch'), NODE),
  ...allow(
    'tests',
    desk(
      ...[
        'domain',
        'schema',
        'store',
        'service',
        'effects',
        'generated',
        'server-db',
        'server-postgres',
        'server-action',
      ],
      ...[
        'seed',
        'cli',
        'launch',
        'bench',
        'tests',
        'messages',
        'middleware',
        'i18n',
        'lib-ui',
        'config',
        ...SERVER,
      ],
    ),
    NODE,
    ANY_PACKAGE,
  ),
  ...allow('config', desk('config', 'tests', 'i18n', 'domain', 'server'), NODE, ANY_PACKAGE),
]

/** The files of each desk with the policies that speak of them; where two match, the later entry wins, as ESLint wants it. */
export const WALLS = DESKS.toReversed().map(({ category, pattern }) => ({
  // Both must match: ESLint would otherwise take every file that a pattern names for one to be linted.
  files: [pattern].flat().map((one) => [one, '**/*.{ts,tsx,mjs,cjs}']),
  policies: POLICIES.filter(({ from }) => [from.file.categories].flat().includes(category)),
}))
