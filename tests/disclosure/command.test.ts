import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { flat, squares } from '../../bench/tables.ts'
import { codesOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { cellNames, exposed } from '../support/table-attackers.ts'

const { dimensions, inner } = squares(flat([4, 3]), 3)
const shape = shapeOf(dimensions)
const ASKED = {
  dimensions,
  cells: shape.inner.map((cell, number) => ({ at: codesOf(shape, cell), count: inner[number] ?? 0 })),
}
const interval = z.tuple([z.number(), z.number().nullable()])
const answer = z.strictObject({
  dimensions: z.unknown(),
  cells: z.array(
    z.strictObject({
      at: z.array(z.string()),
      count: z.number().nullable(),
      status: z.enum(['published', 'primary', 'complementary']).optional(),
      whole: z.literal(true).optional(),
      grown: z.tuple([z.number(), z.number()]).optional(),
      intervals: z.strictObject({ a: interval, b: interval }).optional(),
    }),
  ),
})
let folder = ''

/** Runs the command with nothing in its environment. */
function disclose(input: unknown, ...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['cli/causeway.ts', 'disclose', ...options],
    {
      input: typeof input === 'string' ? input : JSON.stringify(input),
      encoding: 'utf8',
      env: { NODE_ENV: 'production' },
    },
  )
  return { status, stdout, stderr, cells: () => answer.parse(JSON.parse(stdout)).cells }
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'causeway-disclose-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('causeway disclose', () => {
  it('prints every cell over the full product, row-major, with nothing but its count', () => {
    const { status, cells } = disclose(ASKED)
    expect(status).toBe(0)
    expect(cells().map(({ at }) => at.join('\t'))).toEqual(cellNames(dimensions))
    expect(cells().every((cell) => Object.keys(cell).join() === 'at,count')).toBe(true)
  })

  it('explains what is hidden, and attackers of its output are left what it says', () => {
    const { status, cells } = disclose(ASKED, '--explain')
    expect(status).toBe(0)
    const primary = new Set(
      cells().flatMap(({ at, status: one }) => (one === 'primary' ? [at.join('\t')] : [])),
    )
    expect(primary.size).toBeGreaterThan(0)
    const counts = new Map(cells().map(({ at, count }) => [at.join('\t'), count]))
    expect(exposed({ dimensions, counts, primary, k: 11 })).toEqual([])
    for (const { count, intervals, status: one } of cells()) {
      expect(intervals === undefined).toBe(count !== null)
      if (intervals === undefined || one !== 'primary') continue
      expect((intervals.a[1] ?? Infinity) - intervals.a[0]).toBeGreaterThanOrEqual(11)
      expect((intervals.b[1] ?? Infinity) - intervals.b[0]).toBeGreaterThanOrEqual(4)
    }
  })

  it('takes earlier releases, plain or explained, and hides what they would give away together', () => {
    const plain = path.join(folder, 'plain.json')
    const explained = path.join(folder, 'explained.json')
    writeFileSync(plain, disclose(ASKED).stdout)
    writeFileSync(explained, disclose(ASKED, '--explain').stdout)
    const grown = {
      ...ASKED,
      cells: ASKED.cells.map((cell, index) => ({ ...cell, count: cell.count + (index === 0 ? 3 : 40) })),
    }
    for (const options of [
      ['--earlier', plain],
      ['--earlier', explained],
      ['--earlier', plain, '--k', '11'],
    ]) {
      const { status, cells } = disclose(grown, ...options)
      expect(status).toBe(0)
      expect(cells()[0]?.count).toBeNull()
    }
    const fewer = {
      ...ASKED,
      cells: ASKED.cells.map((cell) => ({ ...cell, count: Math.max(0, cell.count - 30) })),
    }
    expect(disclose(fewer, '--earlier', plain)).toMatchObject({ status: 3, stdout: '' })
  })

  it('says which counts are hidden for a small growth, and keeps that growth unknown when a third release leaves', () => {
    const table = (x: number, y: number) => ({
      dimensions: [{ name: 'a', codes: ['x', 'y'], total: 'all' }],
      cells: [
        { at: ['x'], count: x },
        { at: ['y'], count: y },
      ],
    })
    const files = [path.join(folder, 'first.json'), path.join(folder, 'second.json')]
    const options = ['--explain', '--k', '5', '--earlier']
    writeFileSync(files[0] ?? '', disclose(table(12, 12), '--explain', '--k', '5').stdout)
    const second = disclose(table(18, 16), ...options, files[0] ?? '')
    expect(second.cells()[1]).toMatchObject({ count: null, status: 'complementary', grown: [13, 16] })
    writeFileSync(files[1] ?? '', second.stdout)
    // The growth of y, by 4, would be the only one that 18 leaves: x then grew by 6 at the most, and y by 4 or more.
    const third = disclose(table(18, 21), ...options, ...files)
    expect(third.status).toBe(0)
    expect(third.cells()[0]?.count).toBeNull()
    // Without it: whoever does not know that the growth was small is left enough.
    writeFileSync(files[1] ?? '', second.stdout.replace(/,"grown":\[\d+,\d+\]/g, ''))
    expect(disclose(table(18, 21), ...options, ...files).cells()[0]?.count).toBe(18)
  })

  it('keeps small counts of a sensitive dimension unknown when a second release leaves, and tells them from wholes', () => {
    const table = (...counts: readonly number[]) => ({
      dimensions: [{ name: 'a', codes: ['p', 'q', 'r', 's'], total: 'all', sensitive: true }],
      cells: ['p', 'q', 'r', 's'].map((code, index) => ({ at: [code], count: counts[index] ?? 0 })),
    })
    const file = path.join(folder, 'sensitive.json')
    const first = disclose(table(0, 4, 11, 9), '--explain', '--k', '5')
    expect(first.cells().map(({ count }) => count)).toEqual([0, null, 11, null, 24])
    writeFileSync(file, first.stdout)
    // With 9 of s published, q was 4 or more, and small.
    const { status, cells } = disclose(table(0, 9, 11, 9), '--k', '5', '--earlier', file)
    expect(status === 3 || cells()[3]?.count === null).toBe(true)
    const alone = disclose(table(0, 0, 30, 0), '--explain', '--k', '5')
    expect(alone.cells()[2]).toMatchObject({ count: null, status: 'primary', whole: true })
    writeFileSync(file, alone.stdout)
    expect(disclose(table(20, 0, 60, 0), '--k', '5', '--earlier', file).status).toBe(0)
  })

  it.each([
    ['the least above the most', '[16,13]'],
    ['half a person', '[12.5,16]'],
    ['one bound alone', '[13]'],
  ])('answers a growth with %s with 2', (_, grown) => {
    const file = path.join(folder, 'grown.json')
    const one = disclose(ASKED, '--explain').stdout
    writeFileSync(file, one.replace('"count":null', `"count":null,"grown":${grown}`))
    expect(disclose(ASKED, '--earlier', file)).toMatchObject({ status: 2, stdout: '' })
    expect(disclose(ASKED, '--earlier', file).stderr).toMatch(/grown/)
  })

  it('refuses an earlier release that contradicts itself, also where it hides nothing', () => {
    const file = path.join(folder, 'contradiction.json')
    const one = { dimensions: [{ name: 'a', codes: ['x', 'y'], total: 'all' }] }
    const cells = (x: number, y: number) => [
      { at: ['x'], count: x },
      { at: ['y'], count: y },
    ]
    writeFileSync(file, JSON.stringify({ ...one, cells: [...cells(30, 30), { at: ['all'], count: 60 }] }))
    expect(disclose({ ...one, cells: cells(60, 60) }, '--earlier', file)).toMatchObject({ status: 0 })
    writeFileSync(file, JSON.stringify({ ...one, cells: [...cells(30, 30), { at: ['all'], count: 20 }] }))
    const { status, stdout, stderr } = disclose({ ...one, cells: cells(60, 60) }, '--earlier', file)
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(stderr).toMatch(/contradict/)
  })

  it('refuses what cannot be protected with 3, and says which cell and why', () => {
    const ones = {
      dimensions: [{ name: 'a', codes: ['1', '2', '3', '4', '5', '6', '7'], total: 'all' }],
      cells: [1, 2, 3, 4, 5, 6, 7].map((code) => ({ at: [String(code)], count: 1 })),
    }
    const { status, stdout, stderr } = disclose(ones)
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(stderr).toMatch(/attacker B is left fewer than 5 values .* at \[/)
  })

  it.each<[string, unknown, readonly string[], RegExp]>([
    ['no JSON', '{', [], /not JSON/],
    ['a cell at a total', { ...ASKED, cells: [{ at: ['all', 'c0'], count: 3 }] }, [], /cells\[0\]\.at/],
    ['a threshold below five', ASKED, ['--k', '4'], /--k/],
    ['an option that is none', ASKED, ['--fast'], /--fast/],
    ['earlier files without a name', ASKED, ['--earlier', '--explain'], /--earlier/],
    ['a file that is not there', ASKED, ['--earlier', '/nowhere.json'], /nowhere\.json/],
  ])('answers %s with 2, and says where', (_, input, options, said) => {
    const { status, stdout, stderr } = disclose(input, ...options)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(said)
  })

  it('gives the same bytes for the same table', () => {
    expect(disclose(ASKED).stdout).toBe(disclose(ASKED).stdout)
  })
})
