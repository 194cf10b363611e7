/** One throw-away cluster, and one for key stores beside it, for the whole run of feature tests; every test file clones its migrated database. */
import type { TestProject } from 'vitest/node'
import { openHouse } from './house.ts'
import type { KeptHouse } from './keeper.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly house: KeptHouse
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const opened = await openHouse({ keyServer: true })
  const { appUrl, jobsUrl, migratorUrl, superuserUrl, settings, baseUrl, ungatedUrl, keyServerUrl } = opened
  const urls = { appUrl, jobsUrl, migratorUrl, superuserUrl, baseUrl, ungatedUrl, keyServerUrl }
  project.provide('house', { ...urls, settings })
  return () => opened.close()
}
