/** As `start-house.ts`, with a caseload of years: `npm run drill -- release-story`. */
import { startHouseOf } from './start-house.ts'

export default async function startLargeHouse(): Promise<() => Promise<void>> {
  return startHouseOf(5_000)
}
