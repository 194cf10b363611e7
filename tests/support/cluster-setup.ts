/** One throw-away cluster for the whole run of feature tests; every test file clones its migrated database. */
import type { TestProject } from 'vitest/node'
import { openHouse } from './house.ts'
import type { KeptHouse } from './keeper.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly house: KeptHouse
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const opened = await openHouse()
  const { appUrl, jobsUrl, migratorUrl, superuserUrl, settings, baseUrl, ungatedUrl } = opened
  project.provide('house', { appUrl, jobsUrl, migratorUrl, superuserUrl, settings, baseUrl, ungatedUrl })
  return () => opened.close()
}
