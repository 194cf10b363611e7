/**
 * Every column that is sealed, with the columns that say whose key it takes and which row it is bound to. A test compares
 * the list with the data classes of prisma/schema, and the database takes nothing else into these columns.
 *
 * Columns bear the names of the Prisma schema; tables those of the database.
 */
import type { OwnerKind } from './owners.ts'

type Sealed = {
  readonly owner: OwnerKind
  /** The column with the owner's id. */
  readonly of: string
  /** The column with the row's own id. */
  readonly row: string
  readonly columns: readonly string[]
}

const onCase = { owner: 'case', of: 'caseId', row: 'id' } as const

export const SEALED_FIELDS = {
  // About a member of the staff, now or soon, it takes that person's key.
  approval_request: { ...onCase, columns: ['snapshot', 'comment'] },
  arrival: { ...onCase, columns: ['confirmedBy'] },
  break_glass: { ...onCase, columns: ['reason', 'comment'] },
  contact: { ...onCase, columns: ['civicGroup', 'safeHours', 'safeWay'] },
  data_basis: { ...onCase, columns: ['explanation'] },
  // About no case yet, it takes its writer's key.
  draft: { ...onCase, columns: ['sealed'] },
  document: { ...onCase, columns: ['removalReason'] },
  document_content: {
    ...{ owner: 'case', of: 'caseId', row: 'documentId' },
    columns: ['name', 'note', 'contentKey'],
  },
  house_address: { owner: 'house', of: 'houseId', row: 'houseId', columns: ['address'] },
  identity: {
    ...{ owner: 'case', of: 'caseId', row: 'caseId' },
    columns: ['hangul', 'latin', 'cyrillic', 'aliases', 'birthYear', 'phone', 'guardian'],
  },
  incident: { owner: 'incident', of: 'id', row: 'id', columns: ['account'] },
  journey_route: {
    ...{ owner: 'journey', of: 'planId', row: 'planId' },
    columns: ['route', 'fallbacks', 'escort'],
  },
  person: { owner: 'staff', of: 'id', row: 'id', columns: ['displayName'] },
  note: { ...onCase, columns: ['body'] },
  placement: { ...onCase, columns: ['reason'] },
  protection_number: { owner: 'case', of: 'caseId', row: 'stepId', columns: ['reference'] },
  risk_assessment: {
    ...onCase,
    columns: ['refoulement', 'health', 'exposure', 'dependants', 'explanation'],
  },
  screening: { ...onCase, columns: ['explanation'] },
  stage_spell: { ...onCase, columns: ['reason'] },
  suspension: { owner: 'staff', of: 'personId', row: 'id', columns: ['reason'] },
  task: { ...onCase, columns: ['title'] },
} as const satisfies Record<string, Sealed>

export type SealedTable = keyof typeof SEALED_FIELDS

/** The columns of a table that are sealed. */
export type SealedColumn<T extends SealedTable> = (typeof SEALED_FIELDS)[T]['columns'][number]

/** The column of the database that a field of the Prisma schema stands in. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
