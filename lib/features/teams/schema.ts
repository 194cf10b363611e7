/** What a team is: a name, and the place whose clock its days follow. */
import { z } from 'zod'
import { isTimeZone } from '../../domain/calendar/time-zones.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const TEAM_NAME_LENGTH = 60

const name = z.string().transform(cleanLine).pipe(z.string().min(1).max(TEAM_NAME_LENGTH))
const timeZone = z.string().min(1).max(64).refine(isTimeZone, 'time-zone-unknown')

export const createTeamSchema = z.object({ name, timeZone })
export const editTeamSchema = z.object({ teamId: z.uuid(), name, timeZone })

export type CreateTeamInput = z.output<typeof createTeamSchema>
export type EditTeamInput = z.output<typeof editTeamSchema>

export type TeamRow = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  /** People who belong to it and are not disabled. */
  readonly people: number
  readonly version: number
}
