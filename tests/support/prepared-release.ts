/** A preparation that is told and not counted: what it comes to is chosen by the test. */
import { DEFINITIONS, THRESHOLDS } from '../../lib/domain/releases/definitions.ts'
import type { DocumentTable, Words } from '../../lib/domain/releases/document.ts'
import type { Prepared } from '../../lib/domain/releases/prepared.ts'
import type { Preparation } from '../../lib/server/disclosure/prepare.ts'

function words(text: string): Words {
  return { en: text, ko: `${text} (ko)`, ru: `${text} (ru)` }
}

const TABLE: DocumentTable = {
  name: 'stages',
  title: words('People by stage'),
  note: words('Everybody once.'),
  dimensions: [
    {
      ...{ name: 'stage', label: words('Stage'), hashtag: '#status+stage', parents: {} },
      codes: ['contact', 'transit'].map((code) => ({ code, label: words(code) })),
      total: { code: 'all', label: words('All') },
    },
    {
      ...{ name: 'sex', label: words('Sex'), hashtag: '#affected+sex', parents: {} },
      codes: ['female', 'male'].map((code) => ({ code, label: words(code) })),
      total: { code: 'all', label: words('All') },
    },
  ],
  cells: [
    [['contact', 'female'], null],
    [['contact', 'male'], null],
    [['contact', 'all'], 47],
    [['transit', 'female'], null],
    [['transit', 'male'], null],
    [['transit', 'all'], 15],
    [['all', 'female'], 25],
    [['all', 'male'], 37],
    [['all', 'all'], 62],
  ].map(([at, count]) => ({ at: at as string[], count: count as number | null })),
}

/** A count that is not published: it may stand in the defence alone. */
export const HIDDEN = 900_719

/** What a preparation comes to that lets one table leave. */
export function readyFor({ definition, tier, period, earlier }: Preparation): Prepared {
  const k = THRESHOLDS[tier]
  return {
    ok: true,
    body: {
      ...{ definition, version: DEFINITIONS[definition].version, tier, k, period, cutOff: period.last },
      ...{ title: words('Stages'), narrative: [words('62 people.')], coarsened: [], licence: 'CC BY 4.0' },
      ...{ tables: [TABLE], quartiles: [] },
    },
    tables: [
      {
        table: TABLE.name,
        statuses: [
          ...(['small', 'complementary', 'published'] as const),
          ...(['complementary', 'complementary', 'published'] as const),
          ...(['published', 'published', 'published'] as const),
        ],
        utility: { cells: 5 / 9, others: 5 / 8, people: 0 },
        attack: { demands: 1, certificates: 2, earlier: earlier.length },
      },
    ],
    rungs: [
      { table: 'pathway', axes: ['stage', 'group', 'sex'], years: 1, result: 'unprotectable' },
      { table: 'pathway', axes: ['stage', 'sex'], years: 1, result: 'taken' },
    ],
    defence: {
      people: 62,
      withoutBasis: 3,
      tables: [{ table: TABLE.name, cells: [{ at: ['contact', 'female'], count: HIDDEN }] }],
    },
  }
}
