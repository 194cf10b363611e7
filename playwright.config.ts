/**
 * The browser tests: against the production build, on a throw-away database with the demo caseload.
 * System Chromium where there is one, else the browser that Playwright installs.
 */
import { defineConfig } from '@playwright/test'
import { browserLaunch } from './tests/e2e/support/browser.ts'

const EVERY_PAGE = ['**/accessibility.spec.ts', '**/headers.spec.ts']
const FAULTS = ['**/bad-input.spec.ts', '**/step-up.spec.ts']

export default defineConfig({
  testDir: 'tests/e2e',
  // Parts of about the same length, run one after the other: what every page keeps, what people do, and what goes wrong.
  projects: [
    { name: 'pages', testMatch: EVERY_PAGE },
    { name: 'stories', testMatch: '**/*.spec.ts', testIgnore: [...EVERY_PAGE, ...FAULTS] },
    { name: 'faults', testMatch: FAULTS },
  ],
  outputDir: 'test-results',
  globalSetup: './tests/e2e/support/start-house.ts',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Generous: a busy machine is no fault of a page, and no test judges time.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: browserLaunch(),
    locale: 'en-GB',
    timezoneId: 'Asia/Vladivostok',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
    // Nothing waits for an animation that carries no meaning.
    contextOptions: { reducedMotion: 'reduce' },
    serviceWorkers: 'block',
  },
})
