/** Invented caseloads for statistics: people one by one, as many a year as asked, the same for the same seed. */
import { repeatableRandom } from '../../lib/domain/disclosure/random.ts'
import { addDays } from '../../lib/domain/calendar/partial-date.ts'
import { OPEN_STAGES, OUTCOMES, type Stage } from '../../lib/domain/pathway/stages.ts'
import { GROUPS, INCIDENT_KINDS, SEVERITIES } from '../../lib/domain/pathway/vocabulary.ts'
import type { CountedPerson } from '../../lib/domain/releases/people.ts'

/** One of a list, the first ones far more often. */
function often<T>(list: readonly [T, ...T[]], random: () => number): T {
  return list[Math.floor(list.length * random() ** 3)] ?? list[0]
}

/** People whose first contact fell into some years, so many in each. */
export function countedPeople(
  aYear: number,
  years: readonly number[],
  seed: number,
): readonly CountedPerson[] {
  const random = repeatableRandom(seed)
  return years.flatMap((year) =>
    Array.from({ length: aYear }, () =>
      invented(addDays(`${String(year)}-01-01`, Math.floor(random() * 365)), random),
    ),
  )
}

function invented(contact: string, random: () => number): CountedPerson {
  const reached = 1 + Math.floor(random() ** 0.7 * OPEN_STAGES.length)
  const stages: Stage[] = [...OPEN_STAGES.slice(0, reached)]
  const isClosed = random() < 0.5
  if (isClosed) stages.push('closed')
  let day = contact
  const since = stages.map((stage) => {
    const at = day
    day = addDays(day, 5 + Math.floor(random() ** 2 * 300))
    return { stage, since: at }
  })
  const spells = since.map((spell, index) => ({
    ...spell,
    until: since[index + 1]?.since ?? null,
    outcome: spell.stage === 'closed' ? often(OUTCOMES, random) : null,
  }))
  const isRegistered = reached >= 3
  return {
    group: often(GROUPS, random),
    sex: random() < 0.8 ? 'male' : random() < 0.9 ? 'female' : 'unknown',
    spells,
    protection: isRegistered
      ? [
          {
            track: 'unhcr' as const,
            status: 'registered' as const,
            on: spells[2]?.since ?? contact,
            expiresOn: null,
          },
          ...(random() < 0.5
            ? [
                {
                  track: 'interior-ministry' as const,
                  status: 'application' as const,
                  on: spells[2]?.since ?? contact,
                  expiresOn: null,
                },
              ]
            : []),
        ]
      : [],
    incidents:
      random() < 0.3
        ? [
            {
              kind: often(INCIDENT_KINDS, random),
              severity: often(SEVERITIES, random),
              on: addDays(contact, Math.floor(random() * 400)),
            },
          ]
        : [],
    placements: reached >= 2 ? [{ since: spells[1]?.since ?? contact, until: spells[2]?.since ?? null }] : [],
  }
}
