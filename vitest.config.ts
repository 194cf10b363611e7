/**
 * Nine runs of tests in one configuration: `domain` (pure, no database), `disclosure` (tables that are protected and attacked:
 * long, no database), `features` and `keys` (real Postgres; the second is what keys, files and backups are about), `drills` (the same
 * with the full counts), `access` and `access-ungated` (the authorization matrix over HTTP against the production build, with and
 * without its middleware), `attacks` (what else a stranger or a thief may try there) and `architecture` (the lint, the catalogues, the documents).
 *
 * The `react-server` condition is the one under which the server runs: `server-only` throws without it.
 */
import { defineConfig } from 'vitest/config'

/** What the vault, its keys, the files and the backups do: with everything else it would be one part too long. */
const KEYS = 'tests/features/{backup,documents,forgetting,renewal,upkeep,vault}/**/*.test.ts'

const MATRIX = 'tests/access/matrix.test.ts'

const conditions = ['react-server', 'node']
const shared = {
  environment: 'node' as const,
  execArgv: ['--conditions=react-server'],
  setupFiles: ['tests/support/console-guard.ts'],
  restoreMocks: true,
  // A skipped or focused test would be a promise that nobody keeps.
  allowOnly: false,
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  cacheDir: 'node_modules/.vite',
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { ...shared, name: 'domain', include: ['tests/domain/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'disclosure',
          include: ['tests/disclosure/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      ...[
        { name: 'features', include: ['tests/features/**/*.test.ts'], exclude: [KEYS] },
        { name: 'keys', include: [KEYS] },
      ].map((part) => ({
        extends: true as const,
        test: {
          ...shared,
          ...part,
          globalSetup: ['tests/support/cluster-setup.ts'],
          setupFiles: [...shared.setupFiles, 'tests/support/database.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
      {
        // The long drills with the full counts: `npm run drill -- NAME`. `npm test` runs the same code, shorter.
        extends: true,
        test: {
          ...shared,
          name: 'drills',
          include: ['tests/drills/**/*.test.ts'],
          globalSetup: ['tests/support/cluster-setup.ts'],
          setupFiles: [...shared.setupFiles, 'tests/support/database.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The authorization matrix over HTTP: needs the production build, and no browser.
        extends: true,
        test: {
          ...shared,
          name: 'access',
          include: [MATRIX],
          provide: { ungated: false },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'access-ungated',
          include: [MATRIX],
          provide: { ungated: true },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'attacks',
          include: ['tests/access/**/*.test.ts'],
          exclude: [MATRIX],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
