/** The second look: never one's own, once only, and a corrected day keeps what was said. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { moveCase, moveInEmergency } from '../../../lib/features/pathway/service.ts'
import { reviewSchema, type ReviewInput } from '../../../lib/features/reviews/schema.ts'
import { decideReview, listReviews, openReview } from '../../../lib/features/reviews/service.ts'
import { completeTask } from '../../../lib/features/tasks/service.ts'
import { formOf, makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'

async function fled() {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const suji = await makePerson(['supervisor'], team)
  const file = await makeCase(team, [mina])
  const today = dayAt(Date.now(), team.timeZone)
  const flight = {
    caseId: file.id,
    spellId: randomUUID(),
    to: 'transit',
    occurredOn: today,
    reason: 'seen by minders',
  } as const
  expect(await moveInEmergency(mina, flight, formOf(flight))).toEqual(granted(null))
  const [review] = await look<{ id: string }>('select id from move_review where case_id = $1', [file.id])
  const input: ReviewInput = {
    caseId: file.id,
    reviewId: review?.id ?? '',
    decision: 'confirmed',
    occurredOn: '',
    comment: 'well done',
  }
  return { team, mina, suji, file, today, input }
}

describe('a review', () => {
  it('waits for the team’s supervisors and for nobody else', async () => {
    const { mina, suji, file } = await fled()
    const queue = await listReviews(suji)
    expect(queue.ok && queue.value.map(({ code, kind, to }) => [code, kind, to])).toEqual([
      [file.code, 'emergency', 'transit'],
    ])
    expect(await listReviews(mina)).toEqual(refused('not-allowed'))
    const anna = await makePerson(['supervisor'], await makeTeam())
    expect(await listReviews(anna)).toEqual(granted([]))
  })

  it('shows what is needed to decide to the team’s supervisor, and is absent for another team’s', async () => {
    const { suji, input } = await fled()
    expect(await openReview(suji, input.reviewId)).toMatchObject({
      ok: true,
      value: { reason: 'seen by minders', mine: false },
    })
    const anna = await makePerson(['supervisor'], await makeTeam())
    expect(await openReview(anna, input.reviewId)).toEqual(refused('absent'))
    expect(await openReview(suji, 'no-id')).toEqual(refused('absent'))
  })

  it('is named in the log by its id only, never by what somebody wrote into the address', async () => {
    const { suji, input } = await fled()
    await openReview(suji, 'Kim Chol-su, Nakhodka')
    await openReview(suji, input.reviewId)
    const rows = await look<{ payload: Buffer }>(
      `select payload from audit_entry where action = 'approval.list' order by id desc limit 2`,
    )
    expect(
      rows.map(({ payload }) => (JSON.parse(payload.toString('utf8')) as { detail: unknown }).detail),
    ).toEqual([{ review: input.reviewId }, {}])
  })

  it('takes a comment with characters that would break the database, without them', async () => {
    const { suji, input } = await fled()
    const values = reviewSchema.parse({ ...input, comment: ' well\u0000 do\u202Ene ' })
    expect(values.comment).toBe('well done')
    expect(await decideReview(suji, values, formOf(values))).toEqual(granted(null))
  })

  it('is not ticked off by who is looked at, only by whose task it is', async () => {
    const { mina, suji, file, input } = await fled()
    const [task] = await look<{ id: string }>(
      'select id from task where subject_id = $1 and assignee_id = $2',
      [input.reviewId, suji.personId],
    )
    const done = { caseId: file.id, taskId: task?.id ?? '' }
    expect(await completeTask(mina, done, formOf(done))).toEqual(refused('needs-supervisor'))
    expect(await completeTask(suji, done, formOf(done))).toEqual(granted(null))
  })

  it('is a task of the team’s supervisors until one of them decides', async () => {
    const { team, mina, suji, input } = await fled()
    const second = await makePerson(['supervisor'], team)
    const reviewsOf = async (person: typeof mina) =>
      (await tasksOf(person)).filter(({ kind }) => kind === 'review').map(({ subjectId }) => subjectId)
    expect(await reviewsOf(suji)).toEqual([input.reviewId])
    expect(await reviewsOf(mina)).toEqual([])
    // Whoever came to the team since finds it in the queue.
    expect(await reviewsOf(second)).toEqual([])
    expect(await decideReview(second, input, formOf(input))).toEqual(granted(null))
    expect(await reviewsOf(suji)).toEqual([])
  })

  it('looked at is recorded with the case that it is about', async () => {
    const { suji, file, input } = await fled()
    await openReview(suji, input.reviewId)
    const entries = await look('select subject from audit_entry where actor = $1', [suji.personId])
    expect(entries).toEqual([{ subject: file.id }])
  })

  it('is decided by a supervisor once, and not again', async () => {
    const { suji, input } = await fled()
    expect(await decideReview(suji, input, formOf(input))).toEqual(granted(null))
    expect(await decideReview(suji, input, formOf(input))).toEqual(refused('already-decided'))
  })

  it('is decided by one of two who race', async () => {
    const { team, suji, input } = await fled()
    const other = await makePerson(['supervisor'], team)
    const answers = await Promise.all([
      decideReview(suji, input, formOf(input)),
      decideReview(other, input, formOf(input)),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers).toContainEqual(refused('already-decided'))
  })

  it('of one’s own move is somebody else’s to decide', async () => {
    const { team, suji } = await fled()
    const file = await makeCase(team, [suji])
    const today = dayAt(Date.now(), team.timeZone)
    const move = {
      caseId: file.id,
      spellId: randomUUID(),
      to: 'safe-house',
      occurredOn: today,
      reason: 'frost',
      override: true,
    } as const
    expect(await moveCase(suji, move, formOf(move))).toEqual(granted(null))
    const [review] = await look<{ id: string }>('select id from move_review where case_id = $1', [file.id])
    const input: ReviewInput = {
      caseId: file.id,
      reviewId: review?.id ?? '',
      decision: 'confirmed',
      occurredOn: '',
      comment: '',
    }
    expect(await decideReview(suji, input, formOf(input))).toEqual(refused('same-person'))
    const other = await makePerson(['supervisor'], team)
    expect(await decideReview(other, input, formOf(input))).toEqual(granted(null))
  })

  it('named with another case is absent', async () => {
    const { team, mina, suji, input } = await fled()
    const other = await makeCase(team, [mina])
    const crossed = { ...input, caseId: other.id }
    expect(await decideReview(suji, crossed, formOf(crossed))).toEqual(refused('absent'))
  })

  it('corrects the day within what the domain allows', async () => {
    const { suji, file, today, input } = await fled()
    const before = { ...input, decision: 'corrected', occurredOn: addDays(today, -30) } as const
    expect(await decideReview(suji, before, formOf(before))).toMatchObject({
      fields: { occurredOn: 'before-previous-stage' },
    })
    const right = { ...input, decision: 'corrected', occurredOn: today } as const
    expect(await decideReview(suji, right, formOf(right))).toEqual(granted(null))
    const spells = await look(
      'select superseded_at is null as stands from stage_spell where case_id = $1 and kind = $2',
      [file.id, 'emergency'],
    )
    expect(spells).toHaveLength(2)
    expect(await look('select decision from move_review where case_id = $1', [file.id])).toEqual([
      { decision: 'corrected' },
    ])
  })

  it('that corrects must say the day', () => {
    const ids = { caseId: randomUUID(), reviewId: randomUUID(), comment: '' }
    expect(reviewSchema.safeParse({ ...ids, decision: 'corrected', occurredOn: '' }).success).toBe(false)
    expect(reviewSchema.safeParse({ ...ids, decision: 'confirmed', occurredOn: '' }).success).toBe(true)
  })
})
