/**
 * What somebody can do to the rows of a case as SQL, and the actions of the policy that allow it: a second statement of
 * what the guards say, written apart from them.
 */
import { kindsDecidedBy } from '../../lib/domain/policy/four-eyes.ts'
import type { Action } from '../../lib/domain/policy/actions.ts'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { SEAL_SHAPED } from './sealed-rows.ts'

export type Command = {
  readonly table: string
  readonly does: 'see' | 'add' | 'change'
  /** Any of these allows it. */
  readonly by: readonly Action[]
  /** Allows it too, whatever the case. */
  readonly or?: (actor: PersonActor) => boolean
  /** Of a case that is one's own only: who overlaps or stands in does not. */
  readonly carrying?: boolean
  /** One statement; `$1` is the case, `$2` whoever acts. Runs and is rolled back; what it touches is counted. */
  readonly sql: string
}

const MOVES: readonly Action[] = [
  'case.create',
  'case.move',
  'case.move-emergency',
  'case.move-override',
  'case.close',
  'case.close-adverse',
  'case.correct',
  'case.reopen',
]

const WORK: readonly Action[] = [
  ...MOVES,
  'approval.request',
  'arrival.record',
  'basis.record',
  'case.assign',
  'contact.record',
  'journey.plan',
  'placement.record',
  'protection.record',
  'risk.record',
  'screening.record',
  'task.complete',
  'task.create',
]

/** On duty one may report about any case of the team: that reaches the case's own row and its alerts. */
const WORK_OR_REPORT: readonly Action[] = [...WORK, 'incident.report']

const see = (table: string, ...by: readonly Action[]): Command => ({
  table,
  does: 'see',
  by,
  sql: `select 1 from ${table} where ${table === 'case_file' ? 'id' : 'case_id'} = $1 and $2::uuid is not null`,
})

const change = (table: string, set: string, ...by: readonly Action[]): Command => ({
  table,
  does: 'change',
  by,
  sql: `update ${table} set ${set} where ${table === 'case_file' ? 'id' : 'case_id'} = $1 and $2::uuid is not null`,
})

const add = (table: string, columns: string, values: string, ...by: readonly Action[]): Command => ({
  table,
  does: 'add',
  by,
  sql: `insert into ${table} (case_id, ${columns}) select $1, ${values} where $2::uuid is not null`,
})

const day = `current_date, 'day'`
const fresh = 'gen_random_uuid()'
const sealed = `'${SEAL_SHAPED}'`

export const COMMANDS: readonly Command[] = [
  see(
    'case_file',
    'case.read',
    'case.edit',
    'case.share',
    'case.end-sharing',
    'guest.read',
    ...WORK_OR_REPORT,
  ),
  see('assignment', 'case.read', 'case.edit', ...WORK_OR_REPORT),
  see('identity', 'case.read-identity'),
  see('protection_number', 'case.read-identity'),
  see('journey_route', 'case.read-identity'),
  see('document', 'case.read'),
  see('document_content', 'document.read'),
  {
    table: 'house_address',
    does: 'see',
    by: ['case.read-address'],
    // The house of the case bears its id here.
    sql: 'select 1 from house_address where house_id = $1 and $2::uuid is not null',
  },
  see('stage_spell', 'case.read'),
  see('contact', 'case.read', 'guest.read-contacts'),
  see('data_basis', 'case.read'),
  see('screening', 'case.read', 'guest.read-assessments'),
  see('risk_assessment', 'case.read', 'guest.read-assessments'),
  see('placement', 'case.read'),
  see('protection_step', 'case.read', 'guest.read-protection'),
  see('journey_plan', 'case.read'),
  see('arrival', 'case.read'),
  {
    ...see('approval_request', 'case.read'),
    or: ({ roles }) => kindsDecidedBy(roles).includes('journey-plan'),
  },
  see('incident', 'case.read', 'guest.read-incidents'),
  {
    table: 'guest_access',
    does: 'see',
    by: ['case.read', 'case.share', 'case.end-sharing'],
    // Their own stands open to guests always.
    sql: 'select 1 from guest_access where case_id = $1 and person_id <> $2',
  },
  see('note', 'case.read', 'guest.read-notes'),
  see('task', 'case.read', 'task.list'),
  change(
    'case_file',
    'version = version + 1',
    'case.edit',
    'case.share',
    'case.end-sharing',
    'incident.close',
    'note.write',
    ...WORK_OR_REPORT,
  ),
  change('identity', 'version = version + 1', 'case.edit'),
  change('guest_access', 'version = version + 1', 'case.end-sharing'),
  {
    table: 'assignment',
    does: 'change',
    by: ['case.assign', 'case.hand-over'],
    carrying: true,
    // Somebody else's: one's own time one may end in any way.
    sql: 'update assignment set until_at = until_at where case_id = $1 and person_id <> $2',
  },
  change('contact', 'superseded_at = now()', 'contact.record'),
  change('data_basis', 'superseded_at = now()', 'basis.record'),
  change('screening', 'superseded_at = now()', 'screening.record'),
  change('risk_assessment', 'superseded_at = now()', 'risk.record'),
  change('protection_step', 'superseded_at = now()', 'protection.record'),
  change('arrival', 'superseded_at = now()', 'arrival.record'),
  change('note', 'superseded_at = now()', 'note.write'),
  change('task', 'version = version + 1', ...WORK),
  change('document', `removed_at = now(), removed_by = $2, removal_reason = ${sealed}`, 'document.remove'),
  change('incident', 'version = version + 1', 'incident.close'),
  add('note', 'id, body, recorded_by', `${fresh}, ${sealed}, $2`, 'note.write'),
  add(
    'contact',
    'id, channel, civic_group, safe_hours, safe_way, reached, occurred_on, occurred_precision, recorded_by',
    `${fresh}, 'phone', ${sealed}, ${sealed}, ${sealed}, true, ${day}, $2`,
    'contact.record',
    'case.create',
  ),
  add(
    'data_basis',
    'id, purpose, ground, explanation, occurred_on, occurred_precision, recorded_by',
    `${fresh}, 'keep', 'consent', ${sealed}, ${day}, $2`,
    'basis.record',
  ),
  add(
    'screening',
    'id, infiltration, coercion, result, explanation, occurred_on, occurred_precision, recorded_by',
    `${fresh}, 'clear', 'clear', 'clear', ${sealed}, ${day}, $2`,
    'screening.record',
  ),
  add(
    'risk_assessment',
    'id, refoulement, health, exposure, dependants, explanation, high, occurred_on, review_on, recorded_by',
    `${fresh}, ${sealed}, ${sealed}, ${sealed}, ${sealed}, ${sealed}, false, current_date, current_date, $2`,
    'risk.record',
  ),
  add(
    'protection_step',
    'id, track, status, occurred_on, occurred_precision, recorded_by',
    `${fresh}, 'unhcr', 'contacted', ${day}, $2`,
    'protection.record',
  ),
  add(
    'arrival',
    'id, occurred_on, occurred_precision, confirmed_by, recorded_by',
    `${fresh}, ${day}, ${sealed}, $2`,
    'arrival.record',
  ),
  add(
    'incident',
    'id, code, kind, severity, account, occurred_on, occurred_precision, recorded_by',
    `${fresh}, ${fresh}::text, 'medical', 'low', ${sealed}, ${day}, $2`,
    'incident.report',
  ),
  add('task', 'id, assignee_id, kind, due_at, recorded_by', `${fresh}, $2, 'custom', now(), $2`, ...WORK),
  add(
    'alert',
    'id, raising_id, kind, person_id, raised_by',
    `${fresh}, ${fresh}, 'critical-incident', $2, $2`,
    ...WORK_OR_REPORT,
  ),
  {
    ...add(
      'assignment',
      'id, person_id',
      `${fresh}, (select p.id from person p join case_file c on c.team_id = p.team_id
        where c.id = $1 and p.disabled_at is null and 'caseworker' = any (p.roles) order by p.id limit 1)`,
      'case.assign',
      'case.hand-over',
    ),
    carrying: true,
  },
  {
    table: 'document_content',
    does: 'add',
    by: ['document.add'],
    // Neither is there without the other.
    sql: `with it as (insert into document (id, case_id, kind, media_type, size_bucket, recorded_by)
        select ${fresh}, $1, 'other', 'image/png', 65536, $2 returning id)
      insert into document_content (case_id, document_id, name, content_key, stored_as)
      select $1, id, ${sealed}, ${sealed}, ${fresh} from it`,
  },
  add('break_glass', 'id, person_id, reason', `${fresh}, $2, ${sealed}`, 'case.break-glass'),
  add('reveal', 'id, person_id, what', `${fresh}, $2, 'identity'`, 'case.read-identity', 'case.read-address'),
]
