/** How good the records are that releases are made of, and questions about them: for the analyst, without a case. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import {
  QUALITY_FIELDS,
  QUALITY_PROBLEMS,
  questionOf,
  QUESTIONS,
  told,
  type QualityField,
  type QualityProblem,
} from '../../domain/work/questions.ts'
import { act } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { AskInput, Asked, QualityPage, QualityRow } from './schema.ts'
import {
  askQuestion,
  countQuality,
  countQuestions,
  previewQuestion,
  type AskedNumbers,
  type Counted,
  type Progress,
} from './store.ts'

const LIST = { kind: 'list' } as const

/**
 * The counts, problem by problem and field by field; a field of which nothing is recorded counts none of none.
 *
 * @param ask the question that the address asks to confirm, unchecked
 */
export async function readQuality(actor: Actor, ask: unknown = null): Promise<Outcome<QualityPage>> {
  const question = QUESTIONS.find((one) => one === ask) ?? null
  const detail = question === null ? {} : { question }
  return act(actor, { action: 'quality.read', subject: LIST, detail }, async (tx) => {
    const counted = await countQuality(tx)
    const progress = await countQuestions(tx)
    const rows = QUALITY_PROBLEMS.flatMap((problem) =>
      QUALITY_FIELDS[problem].flatMap((field) => rowOf(problem, field, counted, progress)),
    )
    const asking = question === null ? null : { question, ...numbersOf(await previewQuestion(tx, question)) }
    return granted({ rows, asking })
  })
}

function rowOf(
  problem: QualityProblem,
  field: QualityField,
  counted: readonly Counted[],
  progress: readonly Progress[],
): readonly QualityRow[] {
  const question = questionOf(problem, field)
  if (question === null) return []
  const row = counted.find((one) => one.problem === problem && one.field === field)
  const asked = progress.find((one) => one.question === question)
  const found = told(row?.found ?? 0)
  const of = told(row?.of ?? 0)
  const share = found === 'few' || of === 'few' ? null : of === 0 ? 0 : found / of
  const { open, answered } = asked ?? { open: 0, answered: 0 }
  return [{ problem, field, question, found, of, share, open: told(open), answered: told(answered) }]
}

/** Asks the worker of every case that has the gap. Whoever asks learns numbers, and the log keeps how many were asked. */
export async function ask(actor: Actor, input: AskInput, form: SubmittedForm): Promise<Outcome<Asked>> {
  const { question } = input
  return act(
    actor,
    { action: 'quality.ask', subject: LIST, detail: { question } },
    async (tx, door) => {
      const numbers = await askQuestion(tx, question)
      door.counts(numbers.asked)
      return granted(numbersOf(numbers))
    },
    form,
  )
}

function numbersOf({ asked, nobody, later }: AskedNumbers): Asked {
  return { asked: told(asked), nobody: told(nobody), later: told(later) }
}
