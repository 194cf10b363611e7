/**
 * A closed case with at least a row in every table that has rows of a case, and a canary in every text that is sealed: what a
 * deletion has to take with it.
 */
import { randomUUID } from 'node:crypto'
import { dayAt } from '../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import { saveDraft } from '../../lib/features/drafts/service.ts'
import { writeNote } from '../../lib/features/notes/service.ts'
import { closeCase } from '../../lib/features/pathway/service.ts'
import { SEALED_FIELDS, columnOf, type SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { formOf, makeCase, makePerson, type Team, type TestCase } from './cast.ts'
import { look } from './database.ts'
import { asKept, put } from './sealed.ts'

/** Every canary of every such case begins so. */
export const CANARY = 'canary-of-a-whole-case'

const canary = (what: string) => `${CANARY} ${what} ${randomUUID()}`

function canariesIn(table: SealedTable): Readonly<Record<string, string>> {
  return Object.fromEntries(
    SEALED_FIELDS[table].columns.map((field) => [columnOf(field), canary(`${table} ${field}`)]),
  )
}

/** Ends a case as withdrew, today. */
export async function close(file: TestCase, by: PersonActor): Promise<void> {
  const input = {
    ...{ caseId: file.id, spellId: randomUUID(), occurredOn: dayAt(Date.now(), file.team.timeZone) },
    ...({ outcome: 'withdrew', incidentId: '', reason: canary('spell') } as const),
  }
  const outcome = await closeCase(by, input, formOf(input))
  if (!outcome.ok) throw new Error(outcome.refusal)
}

/** Lets a closed case have ended so many days ago. */
export async function closedFor(file: TestCase, days: number): Promise<void> {
  await look(
    `do $$ begin set local session_replication_role = replica;
       update case_file set stage_since = stage_since - ${String(days)} where id = '${file.id}';
       update stage_spell set since = since - ${String(days)}, until = until - ${String(days)},
         occurred_on = occurred_on - ${String(days)} where case_id = '${file.id}'; end $$`,
  )
}

/** A document and its content, which the database takes together only. */
async function addDocument(case_id: string, by: PersonActor): Promise<void> {
  const paper = { kind: 'photo', media_type: 'image/jpeg', size_bucket: 65_536, recorded_by: by.personId }
  const row = await asKept('document', { case_id, ...paper })
  const content = {
    ...canariesIn('document_content'),
    case_id,
    document_id: row['id'],
    stored_as: randomUUID(),
  }
  const kept = await asKept('document_content', content)
  const insert = (table: string, values: object, from: number) =>
    `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.keys(values)
      .map((_, at) => `$${String(at + from)}`)
      .join(', ')})`
  const first = Object.values(row)
  await look(
    `with d as (${insert('document', row, 1)}) ${insert('document_content', kept, first.length + 1)}`,
    [...first, ...Object.values(kept)],
  )
}

/** A document of a case that was removed: nothing of it is left but why. */
export async function removedDocument(file: TestCase, by: PersonActor): Promise<void> {
  const paper = { kind: 'photo', media_type: 'image/jpeg', size_bucket: 65_536, recorded_by: by.personId }
  const removed = { removed_at: 'now', removed_by: by.personId, removal_reason: canary('removal') }
  await put('document', { case_id: file.id, ...paper, ...removed })
}

/** Makes such a case: its worker's own, in nobody's way, closed today as withdrew. */
export async function makeWholeCase(team: Team, mina: PersonActor): Promise<TestCase> {
  const file = await makeCase(team, [mina], 'unhcr-registration')
  const case_id = file.id
  const by = { recorded_by: mina.personId }
  const on = { occurred_on: 'yesterday', occurred_precision: 'day' }
  const guest = await makePerson(['guest'], team)
  const add = (table: SealedTable, row: Readonly<Record<string, unknown>>) =>
    put(table, { ...canariesIn(table), ...row })
  await add('identity', { case_id })
  await add('contact', { case_id, channel: 'messenger', reached: true, ...on, ...by })
  await add('data_basis', { case_id, purpose: 'keep', ground: 'consent', ...on, ...by })
  await add('screening', { case_id, infiltration: 'clear', coercion: 'clear', result: 'clear', ...on, ...by })
  const high = { high: false, review_on: 'tomorrow', occurred_on: 'yesterday' }
  await add('risk_assessment', { case_id, ...high, ...by })
  const house = randomUUID()
  await look(
    `insert into house (id, code, team_id, kind, federal_district, capacity) values ($1, $2, $3, 'reception', 'far-eastern', 2)`,
    [house, `h-${house}`, team.id],
  )
  const bed = { house_id: house, bed: 1, since: 'yesterday', until: 'today' }
  await add('placement', { case_id, ...bed, emergency: true, ...by })
  const step = randomUUID()
  await look(
    `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, recorded_by)
     values ($1, $2, 'unhcr', 'registered', 'yesterday', 'day', $3)`,
    [step, case_id, mina.personId],
  )
  await add('protection_number', { case_id, step_id: step })
  const plan = randomUUID()
  await look(
    `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
     values ($1, $2, 1, 'passport', 1, $3)`,
    [plan, case_id, mina.personId],
  )
  await add('journey_route', { case_id, plan_id: plan, ...by })
  await add('arrival', { case_id, ...on, ...by })
  const what = { kind: 'surveillance', severity: 'low', closed_at: 'now', closed_by: mina.personId }
  await add('incident', { case_id, code: `i-${randomUUID()}`, ...what, ...on, ...by })
  await add('note', { case_id, ...by })
  await addDocument(case_id, mina)
  const due = { assignee_id: mina.personId, due_at: 'tomorrow' }
  await add('task', { case_id, kind: 'custom', ...due, ...by })
  await put('task', { case_id, kind: 'question', question: 'missing-sex', ...due, ...by })
  const asked = {
    kind: 'journey-plan',
    subject_id: plan,
    asked_by: mina.personId,
    asked_roles: [],
    acknowledged: [],
  }
  await add('approval_request', { case_id, ...asked, expires_at: new Date(Date.now() + 60_000) })
  const glass = {
    person_id: guest.personId,
    finding: 'justified',
    reviewed_by: mina.personId,
    reviewed_at: 'now',
  }
  await add('break_glass', { case_id, ...glass })
  await look(
    `insert into reveal (id, case_id, person_id, what) values (gen_random_uuid(), $1, $2, 'identity')`,
    [case_id, mina.personId],
  )
  await look(
    `insert into guest_access (id, case_id, person_id, sections, from_on, until_on, given_by)
     values (gen_random_uuid(), $1, $2, '{notes}', current_date, current_date, $3)`,
    [case_id, guest.personId, mina.personId],
  )
  await look(
    `insert into alert (id, raising_id, case_id, kind, person_id, raised_by)
     values (gen_random_uuid(), gen_random_uuid(), $1, 'emergency-move', $2, $2)`,
    [case_id, mina.personId],
  )
  const note = { caseId: case_id, id: randomUUID(), body: canary('note by form') }
  const written = await writeNote(mina, note, formOf(note))
  if (!written.ok) throw new Error(written.refusal)
  const draft = {
    form: 'note',
    subject: case_id,
    content: { key: randomUUID(), values: { body: canary('draft') } },
  }
  const kept = await saveDraft(mina, draft)
  if (!kept.ok) throw new Error(kept.refusal)
  await close(file, mina)
  return file
}

/** Every id of every row of a case, and its codes: what nothing but the log and the promise may know afterwards. */
export async function traces(caseId: string): Promise<readonly string[]> {
  const [row] = await look<{ listed: string[] }>('select law.tables_of_a_case() as listed')
  const found = await look<{ code: string }>(
    'select code from case_file where id = $1 union select code from incident where case_id = $1',
    [caseId],
  )
  const ids: string[] = []
  for (const table of row?.listed ?? []) {
    const [key] = await look<{ name: string }>(
      `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid = $1::regclass and i.indisprimary`,
      [table],
    )
    const rows = await look<{ id: string }>(
      `select ${key?.name ?? 'id'}::text as id from ${table} where case_id = $1`,
      [caseId],
    )
    if (rows.length === 0) throw new Error(`a whole case has no row of ${table}: add one`)
    ids.push(...rows.map(({ id }) => id))
  }
  return [...new Set([caseId, ...found.map(({ code }) => code), ...ids])]
}

/** Where in the whole database any of the words stands: as text, or as bytes that are text. Tables that may know are left out. */
export async function searchDatabase(
  words: readonly string[],
  but: readonly string[],
): Promise<readonly string[]> {
  const tables = await look<{ named: string }>(
    `select format('%I.%I', schemaname, tablename) as named from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const hits: string[] = []
  for (const { named } of tables.filter(({ named }) => !but.includes(named))) {
    const bytes = words.map((word) => Buffer.from(word, 'utf8').toString('hex'))
    const [row] = await look<{ many: number }>(
      `select count(*)::int as many from ${named} t where exists (
         select from unnest($1::text[]) word where strpos(t::text, word) > 0)`,
      [[...words, ...bytes]],
    )
    if ((row?.many ?? 0) > 0) hits.push(named)
  }
  return hits
}
