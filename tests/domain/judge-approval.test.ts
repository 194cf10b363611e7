import { expect, test } from 'vitest'
import { judgeApproval, type RequestToJudge } from '../../lib/domain/pathway/judge-approval.ts'
import { refusedField } from '../../lib/domain/refusal.ts'

const waiting: RequestToJudge = {
  decided: false,
  expired: false,
  newest: true,
  askedBy: 'mina',
  planWrittenBy: 'oleg',
}
const approve = (changes: Partial<RequestToJudge> = {}, person = 'suji') =>
  judgeApproval({ ...waiting, ...changes }, person, 'approved', [], [])

test('a second person approves what waits', () => {
  expect(approve()).toEqual({ ok: true, value: null })
})

test('neither the asker nor the writer of the plan decides, whatever state it is in', () => {
  expect(approve({}, 'mina')).toEqual({ ok: false, refusal: 'same-person' })
  expect(approve({}, 'oleg')).toEqual({ ok: false, refusal: 'same-person' })
  expect(approve({ decided: true, expired: true }, 'oleg')).toEqual({ ok: false, refusal: 'same-person' })
})

test('what was decided, replaced or expired is not decided', () => {
  expect(approve({ decided: true })).toEqual({ ok: false, refusal: 'already-decided' })
  expect(approve({ newest: false })).toEqual({ ok: false, refusal: 'stale' })
  expect(approve({ expired: true })).toEqual({ ok: false, refusal: 'expired' })
})

test('an approval needs every warning that stands now to have been seen; a return needs none', () => {
  const current = ['exit-permission-missing', 'critical-incident-open'] as const
  const judge = (decision: 'approved' | 'returned', seen: readonly (typeof current)[number][]) =>
    judgeApproval(waiting, 'suji', decision, current, seen)
  expect(judge('approved', ['exit-permission-missing'])).toEqual(refusedField('acknowledged', 'required'))
  expect(judge('approved', [...current])).toEqual({ ok: true, value: null })
  expect(judge('returned', [])).toEqual({ ok: true, value: null })
})
