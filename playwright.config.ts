/**
 * The browser tests: against the production build, on a throw-away database with the demo caseload.
 * System Chromium where there is one, else the browser that Playwright installs.
 */
import { defineConfig } from '@playwright/test'
import { browserLaunch } from './tests/e2e/support/browser.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/support/start-house.ts',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: browserLaunch(),
    locale: 'en-GB',
    timezoneId: 'Asia/Vladivostok',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
    // Nothing waits for an animation that carries no meaning.
    contextOptions: { reducedMotion: 'reduce' },
    serviceWorkers: 'block',
  },
})
