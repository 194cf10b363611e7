/** How the test workers learn where the house is: the set-up leaves its answer in the environment that they inherit. */
import { z } from 'zod'
import type { KeptHouse } from '../../support/keeper.ts'

const NAME = 'CAUSEWAY_E2E_HOUSE'

const shape = z.object({
  appUrl: z.string(),
  jobsUrl: z.string(),
  migratorUrl: z.string(),
  superuserUrl: z.string(),
  settings: z.record(z.string(), z.string()),
  baseUrl: z.string(),
})

export function leaveHouse(house: KeptHouse): void {
  process.env[NAME] = JSON.stringify(house)
}

/** The running house: `baseUrl` answers, the database addresses are for looking behind the curtain. */
export function house(): z.output<typeof shape> {
  return shape.parse(JSON.parse(process.env[NAME] ?? 'null'))
}
