/** What the preparation of a release comes to: what would leave, what is hidden and why, and how it was attacked. */
import type { LadderRung, TableId } from './count.ts'
import type { ReleaseDocument } from './document.ts'

/** A document before it has a code, a day of release and a fingerprint. */
export type DocumentBody = Omit<ReleaseDocument, 'code' | 'releasedOn' | 'fingerprint'>

/** Why each cell is as it is, in the order of the table's cells; for the house, never part of a release. */
export type TableReport = {
  readonly table: string
  readonly statuses: readonly ('published' | 'small' | 'whole' | 'complementary')[]
  readonly utility: Utility
  readonly attack: AttackReport
}

/**
 * Shares from 0 to 1, in whole per cents. `people`: of all people in the table, those who stand in a published inner cell;
 * null where the total is hidden, which could be worked out from the share.
 */
export type Utility = { readonly cells: number; readonly others: number; readonly people: number | null }

export type AttackReport = {
  /** Quantities that attackers must not find out, and certificates that they do not. */
  readonly demands: number
  readonly certificates: number
  /** Earlier releases that were attacked together with this one. */
  readonly earlier: number
}

/**
 * One rung of the ladder from fine to coarse that was tried for a table, and why it was left when it was. `enough-alone`: enough is
 * left on it, but another table of the release has no such rung.
 */
export type Rung = LadderRung & {
  readonly table: TableId
  readonly result: 'taken' | 'enough-alone' | 'too-little' | 'unprotectable' | 'tells-more-together'
}

/** True counts behind a release and how they came about: it can be defended when the people in it are forgotten. */
export type Defence = {
  readonly people: number
  /** People who were left out, as they gave no basis for statistics. */
  readonly withoutBasis: number
  readonly tables: readonly {
    readonly table: string
    readonly cells: readonly { readonly at: readonly string[]; readonly count: number }[]
  }[]
}

export type Prepared =
  | {
      readonly ok: true
      readonly body: DocumentBody
      readonly tables: readonly TableReport[]
      readonly rungs: readonly Rung[]
      readonly defence: Defence
    }
  | {
      readonly ok: false
      /** `empty`: nobody to count. `unprotectable`: no rung can be protected. `failed`: solver or check failed: nothing leaves. */
      readonly why: 'empty' | 'unprotectable' | 'failed'
      readonly rungs: readonly Rung[]
    }
