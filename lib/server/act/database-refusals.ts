/** Which refusal a broken constraint means. A constraint that is not listed is a bug and is thrown. */
import 'server-only'
import { refused, type Refused } from '../../domain/refusal.ts'

const BY_CONSTRAINT: Readonly<Record<string, Refused>> = {
  placement_bed_once: refused('no-free-bed'),
  placement_one_at_a_time: refused('stale'),
  stage_spell_sequence_once: refused('stale'),
  stage_spell_one_open: refused('stale'),
  spells_do_not_overlap: refused('stale'),
  approval_one_pending: refused('already-decided'),
  approval_once_a_person: refused('already-decided'),
  approval_by_a_second_person: refused('same-person'),
  approval_not_about_oneself: refused('same-person'),
  approval_not_of_ones_own_plan: refused('same-person'),
  approval_by_an_approver: refused('not-allowed'),
  approval_by_somebody_active: refused('signed-out'),
  approval_of_an_active_asker: refused('asker-inactive'),
  approval_in_time: refused('expired'),
  approval_of_what_stands: refused('stale'),
  release_once: refused('already-released'),
  release_by_a_second_person: refused('same-person'),
  release_of_what_was_requested: refused('stale'),
  release_requested_whole: refused('stale'),
  release_only_forward: refused('stale'),
  release_stays_as_it_is: refused('stale'),
  release_knows_all_before: refused('outrun'),
  release_agreement_over: refused('expired'),
  case_is_forgotten: refused('forgotten'),
  deletion_by_two: refused('stale'),
  approval_decided_once: refused('already-decided'),
  person_as_agreed: refused('needs-approval'),
  link_by_two_administrators: refused('needs-approval'),
  link_one_open: refused('stale'),
  spell_adverse_by_two: refused('needs-approval'),
  review_by_a_second_person: refused('same-person'),
  assignment_once: refused('already-decided'),
  look_limit: refused('too-many-looks'),
  guest_one_case: refused('invalid', { guestId: 'has-another-case' }),
  break_glass_once: refused('stale'),
  break_glass_one_at_a_time: refused('one-at-a-time'),
  break_glass_review_overdue: refused('review-overdue'),
  break_glass_by_a_second_person: refused('same-person'),
  person_login_key: refused('name-taken', { login: 'taken' }),
  team_name_key: refused('name-taken', { name: 'taken' }),
  person_roles_apart: refused('forbidden-roles'),
  journey_plan_case_id_plan_version_key: refused('stale'),
}

const RETRY = new Set(['40001', '40P01'])

/** PostgreSQL's SQLSTATE somewhere inside an error, or null. */
function sqlState(error: unknown): string | null {
  const found = dig(error, (value) => readString(value, 'originalCode') ?? readString(value, 'code'))
  return found !== null && /^[0-9A-Z]{5}$/.test(found) ? found : null
}

/**
 * True for a deadlock or a serialization failure: the same transaction may go through when tried again. For a code that is
 * taken: the next try draws another. And for a row that the guards refused: whoever lost a right in this very moment is
 * told so by the decision that the next try begins with.
 */
export function isWorthRetrying(error: unknown): boolean {
  const state = sqlState(error)
  const message = messageOf(error)
  const mayPass = message.includes('row-level security policy') || / "\w+_code_key"/.test(message)
  return (state !== null && RETRY.has(state)) || mayPass
}

/** The refusal that a database error stands for, or null when it is a bug. */
export function refusalOf(error: unknown): Refused | null {
  const message = messageOf(error)
  // Ids come from the client: one that is taken is a form that was saved already, under another key.
  if (/ "\w+_pkey"/.test(message)) return refused('key-reused')
  const named = Object.keys(BY_CONSTRAINT).find((constraint) => message.includes(`"${constraint}"`))
  return named === undefined ? null : (BY_CONSTRAINT[named] ?? null)
}

function messageOf(error: unknown): string {
  return dig(error, (value) => readString(value, 'originalMessage')) ?? ''
}

function dig(error: unknown, read: (value: object) => string | null): string | null {
  let value: unknown = error
  for (let depth = 0; depth < 6 && typeof value === 'object' && value !== null; depth++) {
    const found = read(value)
    if (found !== null && !/^P\d{4}$/.test(found)) return found
    value = inner(value)
  }
  return null
}

function inner(value: object): unknown {
  if ('meta' in value && typeof value.meta === 'object' && value.meta !== null) {
    return 'driverAdapterError' in value.meta ? value.meta.driverAdapterError : value.meta
  }
  return 'cause' in value ? value.cause : undefined
}

function readString(value: object, name: string): string | null {
  const found = Object.entries(value).find(([key]) => key === name)?.[1] as unknown
  return typeof found === 'string' ? found : null
}
