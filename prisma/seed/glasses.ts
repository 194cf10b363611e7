/** One break-glass of the demonstration that waits for its review: whoever shows the house can look at one at once. */
import { iso } from './almanac.ts'
import type { Team } from './people.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS
const REASON = 'Ведущий дело не отвечает со вчерашнего вечера, а хозяин дома просит увезти человека сегодня.'

/** The supervisor opened the first open case of the team, the day before yesterday in the evening, and looked at two things. */
export function breakGlass(rows: Rows, random: Random, team: Team): void {
  const { clock, supervisor } = team
  const file = rows.case_file.find(({ team_id, outcome }) => team_id === team.id && outcome === null)
  const opened = clock.at(clock.today - 2, 21.5)
  if (file === undefined || Date.parse(file.created_at) > opened) return
  const of = { case_id: file.id, person_id: supervisor.id }
  rows.break_glass.push({
    id: random.uuid(),
    ...of,
    reason: REASON,
    opened_at: iso(opened),
    until_at: iso(opened + 30 * MINUTE_MS),
    due_at: iso(opened + WEEK_MS),
  })
  for (const [at, what] of (['identity', 'address'] as const).entries()) {
    rows.reveal.push({ id: random.uuid(), ...of, what, at: iso(opened + (2 + at) * MINUTE_MS) })
  }
}
