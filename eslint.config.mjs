/**
 * The lint of the house: strict types, and the walls between rooms (`tests/architecture/lint/walls.mjs`).
 * Inline switches are off: a rule that is wrong is changed here, where everyone sees it.
 */
import path from 'node:path'
import next from '@next/eslint-plugin-next'
import boundaries from 'eslint-plugin-boundaries'

import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { house } from './tests/architecture/lint/rules.mjs'
import { DESKS, WALLS } from './tests/architecture/lint/walls.mjs'

const root = import.meta.dirname
const SOURCES = ['**/*.ts', '**/*.tsx']
const LAUNCH = ['cli/launch/**/*.mjs', '*.config.mjs', 'tests/architecture/lint/*.{mjs,cjs}']

/** Files whose default export a framework asks for. */
const DEFAULT_EXPORTS = [
  'app/**/{page,layout,template,loading,error,global-error,not-found,forbidden,unauthorized,default}.tsx',
  'app/**/{icon,apple-icon,manifest,robots,sitemap}.{ts,tsx}',
  'middleware.ts',
  '{i18n,lib/server/i18n}/request.ts',
  '*.config.{ts,mjs}',
  'tests/**/*-setup.ts',
  'tests/e2e/support/start-house.ts',
  'tests/e2e/support/start-large-house.ts',
  'tests/drills/large-house.config.ts',
]

const ENVIRONMENT = {
  // Next replaces NEXT_RUNTIME while it builds: it is no setting.
  selector:
    "MemberExpression[object.name='process'][property.name='env']:not(MemberExpression[property.name='NEXT_RUNTIME'] > MemberExpression)",
  message: 'process.env is read in lib/server/env.ts only',
}

export default defineConfig(
  {
    ignores: [
      'node_modules',
      '.next',
      '.causeway',
      'prisma/generated',
      'next-env.d.ts',
      'test-results',
      'playwright-report',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    files: SOURCES,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      // A third of the whole lint's time; what is deprecated is seen when a dependency is updated.
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'object-shorthand': 'error',
    },
  },

  {
    files: [...SOURCES, ...LAUNCH],
    plugins: { house, boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/files': DESKS,
      'boundaries/files-single-match': true,
      'boundaries/elements': [],
      'boundaries/legacy-templates': false,
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import', 'require'],
      'boundaries/additional-dependency-nodes': [
        { selector: 'TSImportType > Literal', kind: 'type', name: 'import-type' },
      ],
      'import/resolver': { [path.join(root, 'tests/architecture/lint/resolver.cjs')]: {} },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'house/names': 'error',
      'house/endings': 'error',
      'house/no-escape': [
        'error',
        {
          selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
          message: 'No cast through unknown: parse the value or narrow it',
        },
        {
          selector: "ImportExpression[source.type!='Literal']",
          message: 'An import names its file, so that the walls can see it',
        },
      ],
    },
  },

  // Each file is asked about its own desk alone: what stands between two other rooms costs it nothing.
  ...WALLS.map(({ files, policies }) => ({
    files,
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          checkUnknownLocals: true,
          checkInternals: true,
          message: 'A wall: {{ from.file.categories }} may not import {{ dependency.source }}',
          policies,
        },
      ],
    },
  })),

  {
    files: SOURCES,
    rules: {
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'house/environment-room': ['error', ENVIRONMENT],
      'house/one-door': [
        'error',
        { selector: "Identifier[name='openedByAct']", message: 'Only act hands out a transaction' },
      ],
    },
  },
  { files: ['lib/server/act/**/*.ts'], rules: { 'house/one-door': 'off' } },
  { files: DEFAULT_EXPORTS, rules: { 'no-restricted-exports': 'off' } },
  {
    // `instrumentation.ts` asks which of Next's builds it is in; it reads no setting. `bench/guards.ts` becomes the server
    // of a throw-away house.
    files: [
      'lib/server/env.ts',
      '*.config.ts',
      'bench/guards.ts',
      'instrumentation.ts',
      'tests/e2e/support/address.ts',
    ],
    rules: { 'house/environment-room': 'off' },
  },

  {
    files: ['lib/**/*.{ts,tsx}', 'app/**/*.{ts,tsx}', 'middleware.ts', 'instrumentation.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'no-console': ['error', { allow: ['error'] }],
      'house/declared-functions': [
        'error',
        {
          selector:
            ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > :matches(ArrowFunctionExpression, FunctionExpression)',
          message: 'Functions are declarations',
        },
      ],
      'house/no-barrel': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it' },
        {
          selector: 'ExportNamedDeclaration[source]',
          message: 'No barrels: import from the file that defines it',
        },
      ],
    },
  },

  {
    files: ['lib/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'crypto',
          'performance',
          'process',
          'fetch',
          'setTimeout',
          'setInterval',
          'Buffer',
          'window',
          'document',
        ],
        ...['console', 'globalThis', 'navigator', 'localStorage', 'sessionStorage'],
      ],
      'house/pure-domain': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is an argument of the domain',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument of the domain',
        },
        { selector: "CallExpression[callee.name='Date']", message: 'Time is an argument of the domain' },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Chance is an argument of the domain',
        },
      ],
    },
  },

  {
    files: ['app/**/*.{ts,tsx}', 'lib/ui/**/*.{ts,tsx}', 'lib/features/*/ui/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, '@next/next': next },
    rules: {
      ...next.configs['core-web-vitals'].rules,
      // The rules of the React compiler, which this project does not use, cost a quarter of the lint's time.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'house/browser': 'error',
    },
  },

  {
    files: LAUNCH,
    languageOptions: { sourceType: 'module', ecmaVersion: 2025 },
    rules: { 'no-undef': 'off', 'prefer-const': 'error', eqeqeq: 'error' },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },

  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'cli/**/*.ts', 'prisma/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
)
