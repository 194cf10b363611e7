import { expect, test } from 'vitest'
import type { DocumentTable, Words } from '../../../lib/domain/releases/document.ts'
import { laidOut } from '../../../lib/domain/releases/laid-out.ts'
import { endOf, mayBecome, RELEASE_STATES, UNPREPARED } from '../../../lib/domain/releases/states.ts'

function words(text: string): Words {
  return { en: text, ko: text, ru: text }
}

function dimension(name: string, codes: readonly string[], parents: Readonly<Record<string, string>> = {}) {
  return {
    ...{ name, label: words(name), hashtag: '#x', parents },
    codes: codes.map((code) => ({ code, label: words(code) })),
    total: { code: 'all', label: words('all') },
  }
}

function table(dimensions: DocumentTable['dimensions'], counts: Readonly<Record<string, number | null>>) {
  const cells = Object.entries(counts).map(([at, count]) => ({ at: at.split(' '), count }))
  return { name: 't', title: words('t'), note: words(''), dimensions, cells }
}

test('the last dimension lies across, whatever the order of the cells, and each keeps why it is hidden', () => {
  const sexByGroup = table(
    [dimension('group', ['workers', 'trader'], { trader: 'workers' }), dimension('sex', ['f'])],
    {
      'all all': 40,
      'all f': 12,
      'workers all': 40,
      'workers f': null,
      'trader all': null,
      'trader f': null,
    },
  )
  const statuses = ['published', 'published', 'published', 'small', 'complementary', 'whole'] as const
  const { front, across, rows } = laidOut(sexByGroup, statuses)
  expect(front.map(({ en }) => en)).toEqual(['group'])
  expect(across.map(({ label, total }) => [label.en, total])).toEqual([
    ['f', false],
    ['all', true],
  ])
  expect(
    rows.map(({ headings, cells }) => [
      headings.map(({ label, depth }) => `${label.en} ${String(depth)}`).join(),
      ...cells.map(({ count, status }) => count ?? status),
    ]),
  ).toEqual([
    ['workers 0', 'small', 40],
    ['trader 1', 'whole', 'complementary'],
    ['all 0', 12, 40],
  ])
})

test('one dimension, and one with too many codes to lie across, are told by rows', () => {
  const one = laidOut(table([dimension('sex', ['f'])], { f: 12, all: 40 }))
  expect(one.rows.map(({ cells }) => cells.map(({ count }) => count))).toEqual([[12], [40]])
  const many = Array.from({ length: 9 }, (_, index) => `c${String(index)}`)
  const wide = laidOut(
    table(
      [dimension('sex', []), dimension('stage', many)],
      Object.fromEntries([...many, 'all'].map((code) => [`all ${code}`, 20])),
    ),
  )
  expect(wide.front).toHaveLength(2)
  expect(wide.rows).toHaveLength(10)
})

test('a table of a total alone has one row', () => {
  const { rows } = laidOut(table([dimension('everybody', ['people'])], { all: 40 }))
  expect(rows.map(({ cells }) => cells[0]?.count)).toEqual([40])
})

test('a release goes forward only, and no end leads anywhere', () => {
  const moves = RELEASE_STATES.flatMap((from) =>
    RELEASE_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
  )
  expect(moves).toEqual([
    ...['preparing ready', 'preparing refused', 'preparing failed', 'preparing cancelled'],
    ...['ready cancelled', 'ready requested'],
    ...['requested cancelled', 'requested approved', 'requested declined'],
    'approved withdrawn',
  ])
  expect(UNPREPARED.map((why) => endOf(why))).toEqual(['refused', 'refused', 'refused', 'failed', 'failed'])
})
