/** The browser tests on a caseload of years. */
import { defineConfig } from '@playwright/test'
import house from '../../playwright.config.ts'

export default defineConfig({
  ...house,
  testDir: '../e2e',
  globalSetup: '../e2e/support/start-large-house.ts',
})
