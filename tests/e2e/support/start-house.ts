/** Before the first browser test: a throw-away database with the demo caseload, and the built server on a free port. */
import { openHouse } from '../../support/house.ts'
import { leaveHouse } from './address.ts'

export default async function startHouse(): Promise<() => Promise<void>> {
  return startHouseOf(240)
}

/** The same with so many cases. */
export async function startHouseOf(cases: number): Promise<() => Promise<void>> {
  const opened = await openHouse({ cases, serve: true })
  const { appUrl, jobsUrl, migratorUrl, superuserUrl, settings, baseUrl, ungatedUrl } = opened
  leaveHouse({ appUrl, jobsUrl, migratorUrl, superuserUrl, settings, baseUrl, ungatedUrl })
  return () => opened.close()
}
