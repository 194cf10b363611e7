/** The only door to the quality of records: the law counts and asks, and shows no row. */
import 'server-only'
import type { QualityField, QualityProblem, Question } from '../../domain/work/questions.ts'
import type { Tx } from '../../server/act/tx.ts'

export type Counted = {
  readonly problem: QualityProblem
  readonly field: QualityField
  readonly found: number
  readonly of: number
}

/** Every count there is, in no order. */
export async function countQuality(tx: Tx): Promise<readonly Counted[]> {
  return tx.$queryRaw<Counted[]>`SELECT problem, field, found, "of" FROM law.record_quality()`
}

export type Progress = { readonly question: Question; readonly open: number; readonly answered: number }

/** How many questions of each kind wait, and were answered in the last 90 days; those never asked are left out. */
export async function countQuestions(tx: Tx): Promise<readonly Progress[]> {
  return tx.$queryRaw<Progress[]>`SELECT question, open, answered FROM law.question_progress()`
}

export type AskedNumbers = { readonly asked: number; readonly nobody: number; readonly later: number }

const NONE = { asked: 0, nobody: 0, later: 0 }

/** What asking would come to now. */
export async function previewQuestion(tx: Tx, question: Question): Promise<AskedNumbers> {
  const [row] = await tx.$queryRaw<AskedNumbers[]>`
    SELECT asked, nobody, later FROM law.question_preview(${question})`
  return row ?? NONE
}

/** Asks the workers of all cases that it is about, each for their own. */
export async function askQuestion(tx: Tx, question: Question): Promise<AskedNumbers> {
  const [row] = await tx.$queryRaw<AskedNumbers[]>`
    SELECT asked, nobody, later FROM law.ask_question(${question})`
  return row ?? NONE
}
