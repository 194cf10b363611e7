/**
 * How long a search by name takes: names of invented people, each with three scripts and some with aliases, read and
 * compared anew at every search, as they come out of the vault. Prints one JSON document with milliseconds; `first` is the
 * very first search of the process, `cpu` what a search costs the processor on average, however busy the machine is.
 *
 *     node --conditions=react-server bench/names.ts [--entries N] [--searches N]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import { rankNames } from '../lib/domain/names/rank-names.ts'
import { crowd, crowdName } from '../tests/domain/names/crowd.ts'
import { percentile, toTenth } from '../tests/support/page-times.ts'
import { TRANSLITERATORS } from '../tests/domain/names/transliterate.ts'

const { values: asked } = parseArgs({
  options: {
    entries: { type: 'string', default: '300' },
    searches: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})

const SHOWN = 5

/** Whole names in each system, parts of names, names with a slip, and what is no name at all. */
function queries(entries: number): Readonly<Record<string, (index: number) => string>> {
  const whole = Object.entries(TRANSLITERATORS).map(
    ([name, transliterate]) =>
      [
        name,
        (index: number) => {
          const { family, given } = crowdName(index % entries)
          return transliterate(family, given)
        },
      ] as const,
  )
  return {
    ...Object.fromEntries(whole),
    Hangul: (index) => Object.values(crowdName(index % entries)).join(''),
    'given name': (index) => crowdName(index % entries).given,
    'first letters': (index) => ['K', 'Ki', 'Kim', 'Kim J', 'Ким', '김ㅈ'][index % 6] ?? '',
    slip: (index) => ['Kim Jnog Su', 'Pxk Kuk Nam', 'Choe Ryogn Hae', 'Kin Jong Su'][index % 4] ?? '',
    'no name': (index) => ['anananananananananananan', 'xxxxxxxxxxxx', 'Владимир'][index % 3] ?? '',
  }
}

function time(query: string, entries: Parameters<typeof rankNames>[1]): number {
  const startedAt = performance.now()
  rankNames(query, entries, SHOWN)
  return performance.now() - startedAt
}

const entries = crowd(Number(asked.entries))
const first = time('Kim Jong Su', entries)
const spentBefore = process.cpuUsage()
const kinds = Object.entries(queries(entries.length)).map(([kind, query]) => {
  const took = Array.from({ length: Number(asked.searches) }, (_, index) => time(query(index), entries))
  return [
    kind,
    { p50: percentile(took, 0.5), p95: percentile(took, 0.95), slowest: percentile(took, 1) },
  ] as const
})
const spent = process.cpuUsage(spentBefore)
const cpu = (spent.user + spent.system) / 1000 / (kinds.length * Number(asked.searches))
process.stdout.write(
  `${JSON.stringify({
    benchmark: 'names',
    unit: 'ms',
    entries: entries.length,
    searches: Number(asked.searches),
    processors: os.availableParallelism(),
    node: process.versions.node,
    process: { cpu: toTenth(cpu), first: toTenth(first) },
    ...Object.fromEntries(kinds),
  })}\n`,
)
