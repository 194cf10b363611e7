/**
 * By what people are counted. Every axis puts a person into exactly one code, so that every sum counts distinct people; wider
 * codes stand as parents above the finer ones, and some axes have a form in which only the wider ones are left.
 */
import type { Dimension } from '../disclosure/shape.ts'
import type { Outcome } from '../pathway/stages.ts'
import type { IncidentKind } from '../pathway/vocabulary.ts'

type Tree = { readonly codes: readonly string[]; readonly parents: Readonly<Record<string, string>> }

/** Leaves under wider codes; a wider code stands right before its leaves. */
function tree(branches: Readonly<Record<string, readonly string[]>>, alone: readonly string[] = []): Tree {
  return {
    codes: [...Object.entries(branches).flatMap(([parent, leaves]) => [parent, ...leaves]), ...alone],
    parents: Object.fromEntries(
      Object.entries(branches).flatMap(([parent, leaves]) => leaves.map((leaf) => [leaf, parent] as const)),
    ),
  }
}

function flat(codes: readonly string[]): Tree {
  return { codes, parents: {} }
}

const INCIDENTS = {
  'by-authorities': ['detention', 'abduction', 'expulsion-proceedings'],
  pressure: ['surveillance', 'violence'],
  'network-hit': ['house-compromised', 'helper-threatened', 'account-compromised', 'device-seized'],
  'other-incident': ['contact-lost', 'medical', 'death'],
} as const satisfies Record<string, readonly IncidentKind[]>

const OUTCOMES = {
  reached: ['settled', 'resettled-elsewhere'],
  'ended-otherwise': ['withdrew', 'transferred', 'not-protected'],
  adverse: ['lost-contact', 'forcibly-returned', 'deceased'],
} as const satisfies Record<string, readonly Outcome[]>

/** The axes with their codes, from which each release takes some. */
const TREES = {
  stage: tree({
    'in-russia': ['contact', 'safe-house', 'unhcr-registration'],
    'on-the-way-or-arrived': ['transit', 'hanawon'],
  }),
  'stage-wide': flat(['in-russia', 'on-the-way-or-arrived']),
  group: tree(
    { workers: ['dispatched-worker', 'trader'], soldiers: ['conscripted-soldier', 'deployed-soldier'] },
    ['student', 'border-crosser', 'other'],
  ),
  'group-wide': flat(['workers', 'soldiers', 'others']),
  sex: flat(['female', 'male', 'other-or-unknown']),
  protection: tree({ protected: ['refugee', 'temporary-asylum'], waiting: ['asylum-seeker', 'unhcr'] }, [
    'none',
  ]),
  'protection-wide': flat(['protected', 'waiting', 'none']),
  days: flat(['0-30', '31-90', '91-180', '181-365', '366+']),
  'days-wide': flat(['0-90', '91-365', '366+']),
  incident: tree(INCIDENTS),
  'incident-wide': flat(Object.keys(INCIDENTS)),
  outcome: tree(OUTCOMES, ['open']),
  'outcome-wide': flat([...Object.keys(OUTCOMES), 'open']),
  nights: flat(['1-7', '8-30', '31-90', '91-180', '181+']),
  'nights-wide': flat(['1-30', '31-180', '181+']),
  everybody: flat(['people']),
} as const satisfies Record<string, Tree>

export type AxisId = keyof typeof TREES
export const AXIS_IDS = Object.keys(TREES).filter((id): id is AxisId => id in TREES)

/** The code of the total of every axis. */
export const ALL = 'all'

/** An axis as a dimension of a table. */
export function dimensionOf(axis: AxisId): Dimension {
  return { name: axis, total: ALL, ...TREES[axis] }
}

/** Every code that a release may name, without the total. */
export const CODES: readonly string[] = [...new Set(Object.values(TREES).flatMap(({ codes }) => [...codes]))]

/** Wider leaves of the finer form of an axis. */
const WIDER: Partial<Record<AxisId, Readonly<Record<string, string>>>> = {
  'stage-wide': TREES.stage.parents,
  'group-wide': { ...TREES.group.parents, student: 'others', 'border-crosser': 'others', other: 'others' },
  'protection-wide': TREES.protection.parents,
  'days-wide': { '0-30': '0-90', '31-90': '0-90', '91-180': '91-365', '181-365': '91-365' },
  'incident-wide': TREES.incident.parents,
  'outcome-wide': TREES.outcome.parents,
  'nights-wide': { '1-7': '1-30', '8-30': '1-30', '31-90': '31-180', '91-180': '31-180' },
}

export type FineAxis = Exclude<AxisId, `${string}-wide`>

function isFine(axis: AxisId): axis is FineAxis {
  return !axis.endsWith('-wide')
}

/** The axis whose leaves a person is first put into. */
export function finest(axis: AxisId): FineAxis {
  const fine = AXIS_IDS.filter(isFine).find((id) => id === axis || `${id}-wide` === axis)
  if (fine === undefined) throw new TypeError(`${axis} is wider than nothing`)
  return fine
}

/** The leaf of an axis, given that of its finest form. */
export function leafOn(axis: AxisId, fine: string): string {
  return axis === 'everybody' ? 'people' : (WIDER[axis]?.[fine] ?? fine)
}
