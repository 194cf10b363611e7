import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('an analyst asks for a release and a supervisor lets it go in a house of 5,000 cases, in a browser', () => {
  const options = ['--config=tests/drills/large-house.config.ts', '--project=stories', 'releases']
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...options]
  const { status } = spawnSync(process.execPath, playwright, { stdio: 'inherit' })
  expect(status).toBe(0)
})
