import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AXIS_IDS, dimensionOf } from '../../lib/domain/releases/axes.ts'
import {
  DEFINITION_IDS,
  THRESHOLDS,
  TIERS,
  type DefinitionId,
  type Tier,
} from '../../lib/domain/releases/definitions.ts'
import { LOCALES } from '../../lib/domain/locale.ts'
import { OUTCOMES } from '../../lib/domain/pathway/stages.ts'
import { GROUPS, INCIDENT_KINDS } from '../../lib/domain/pathway/vocabulary.ts'
import type { CountedPerson } from '../../lib/domain/releases/people.ts'
import { prepareRelease } from '../../lib/server/disclosure/prepare.ts'
import { releaseJsonSchema } from '../../lib/server/releases/json.ts'
import { releaseFiles } from '../../lib/server/releases/release-files.ts'
import { countedPeople } from '../support/counted-people.ts'

const CODE = 'R-tamoren-47'
const NAME = /^R-tamoren-47(-[a-z-]+)?(\.(en|ko|ru))?\.(csv|xlsx|pdf|json)$/
const YEAR = { first: '2024-01-01', last: '2024-12-31' }
const HALF = { first: '2024-07-01', last: '2024-12-31' }

/** A thousand people, of whom some have what hardly anybody has: the last codes of every list. */
const CANARIES: readonly CountedPerson[] = countedPeople(1_000, [2024], 99).map((person, index) =>
  index % 100 === 0
    ? {
        ...person,
        sex: 'other',
        group: GROUPS[index / 100 < 5 ? 5 : 6] ?? 'other',
        spells: person.spells.map((spell) => ({
          ...spell,
          outcome: spell.stage === 'closed' ? (OUTCOMES.at(-1) ?? null) : null,
        })),
        incidents: [{ kind: INCIDENT_KINDS.at(-1) ?? 'death', severity: 'critical', on: '2024-08-01' }],
      }
    : person,
)

describe('a thousand people with unique traits', () => {
  it.each<[DefinitionId, Tier]>([
    ...TIERS.flatMap((tier) => DEFINITION_IDS.map((definition): [DefinitionId, Tier] => [definition, tier])),
  ])('leave no category of a few in any file of %s, %s', async (definition, tier) => {
    const prepared = await prepareRelease({
      definition,
      period: definition === 'incidents' ? HALF : YEAR,
      tier,
      caseload: { people: CANARIES, withoutBasis: 7 },
      earlier: [],
      signal: new AbortController().signal,
      onRung: async () => undefined,
    })
    if (!prepared.ok) throw new Error(prepared.why)
    const k = THRESHOLDS[tier]
    const files = await releaseFiles({
      ...prepared.body,
      code: CODE,
      releasedOn: '2025-03-01',
      fingerprint: 'AAAAA-BBBBB-CCCCC-DDDDD',
    })
    expect(files.length).toBeGreaterThan(6)
    const counts = prepared.body.tables.flatMap(({ cells }) => cells.map(({ count }) => count))
    expect(counts.filter((count) => count !== null && count >= 1 && count < k)).toEqual([])
    let read = 0
    const inSheets: number[] = []
    for (const { name, bytes, type } of files) {
      expect(name).toMatch(NAME)
      if (name.endsWith('.xlsx')) {
        const tables = (await readSheets(bytes)).slice(1).filter(({ sheet }) => !sheet.endsWith('-quartiles'))
        inSheets.push(...tables.flatMap(({ data }) => data.flat().filter((cell) => typeof cell === 'number')))
      }
      if (!type.startsWith('text/csv')) continue
      const [, tags = [], ...rows] = z.array(z.array(z.string())).parse(parse(bytes))
      const at = tags.indexOf('#affected+num')
      for (const row of at < 0 ? [] : rows) {
        expect(row[at] === '' ? 'hidden' : 'published').toBe(row[tags.indexOf('#meta+status')])
        expect(isSmall(Number(row[at]), k)).toBe(false)
        read++
      }
    }
    expect(read).toBe(counts.length * LOCALES.length)
    expect(inSheets.filter((count) => isSmall(count, k))).toEqual([])
    expect(inSheets).toHaveLength(counts.filter((count) => count !== null).length * LOCALES.length)
    // No code that is not one of a table's own, whoever has it, and nothing of those who gave no basis.
    for (const { dimensions } of prepared.body.tables) {
      for (const { name, codes } of dimensions) {
        const axis = AXIS_IDS.find((id) => id === name)
        if (axis === undefined) throw new Error(name)
        expect(axis === 'everybody' ? [] : dimensionOf(axis).codes).toEqual(codes.map(({ code }) => code))
      }
    }
    const json = files.find(({ type }) => type === 'application/json')?.bytes.toString('utf8') ?? ''
    const { tables } = releaseJsonSchema.parse(JSON.parse(json))
    expect(tables.flatMap(({ cells }) => cells.map(({ count }) => count))).toEqual(counts)
    expect(json).not.toMatch(/withoutBasis|defence|statuses|rungs/)
  })
})

function isSmall(count: number, k: number): boolean {
  return count >= 1 && count < k
}
