/** Alerts that ring, and the time in which nobody answers them. */
import { randomUUID } from 'node:crypto'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { granted } from '../../lib/domain/refusal.ts'
import { raiseAbout, raiseAlert } from '../../lib/features/alerts/effects.ts'
import { act } from '../../lib/server/act/act.ts'
import type { Team, TestCase } from './cast.ts'
import { look } from './database.ts'

/** Raises an alert about a case, or about the seized phone of a colleague, as the services do. Returns the raising's id. */
export async function raise(by: PersonActor, about: TestCase | PersonActor): Promise<string> {
  const id = 'personId' in about ? about.personId : about.id
  const outcome =
    'personId' in about
      ? await act(
          by,
          { action: 'session.end-others', subject: { kind: 'person', id } },
          async (tx, { now }) => {
            await raiseAbout(tx, { kind: 'phone-seized', about: id, raisedBy: by.personId, now })
            return granted(null)
          },
        )
      : await act(by, { action: 'incident.report', subject: { kind: 'case', id } }, async (tx, { now }) => {
          await raiseAlert(tx, { caseId: id, kind: 'critical-incident', raisedBy: by.personId, now })
          return granted(null)
        })
  if (!outcome.ok) throw new Error(outcome.refusal)
  const [row] = await look<{ raising_id: string }>(
    'select raising_id from alert where coalesce(case_id, about_person_id) = $1 order by rung_at desc limit 1',
    [id],
  )
  if (row === undefined) throw new Error('it rings for nobody')
  return row.raising_id
}

/** Lets minutes go by for everything that rings. */
export async function pass(minutes: number): Promise<void> {
  await look(
    'update alert set raised_at = raised_at - make_interval(mins => $1), rung_at = rung_at - make_interval(mins => $1)',
    [minutes],
  )
}

/** Puts somebody on the rota of a team, from so many hours from now on, for eight hours. */
export async function putOnRota(team: Team, person: PersonActor, inHours: number): Promise<void> {
  await look(
    `insert into on_call_shift (id, team_id, person_id, from_at, until_at)
     values ($1, $2, $3, now() + make_interval(hours => $4), now() + make_interval(hours => $4 + 8))`,
    [randomUUID(), team.id, person.personId, inHours],
  )
}

/** For whom a raising rings, in the order in which it began to. */
export async function rungFor(raising: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await look<{ step: string; person_id: string }>(
    'select step, person_id from alert where raising_id = $1 order by rung_at, person_id',
    [raising],
  )
  return rows.map(({ step, person_id }) => [step, person_id])
}
