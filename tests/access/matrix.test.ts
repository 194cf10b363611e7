/**
 * Runs the authorization matrix over HTTP against the production build, with real sessions: as it is served, and in a run of
 * its own without its middleware. Whoever is refused changes nothing, learns nothing, and stands in the log.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Action } from '../../lib/domain/policy/actions.ts'
import { GRID } from '../../lib/domain/policy/grid.ts'
import {
  COLUMNS,
  doorsOf,
  LINES,
  STANDINGS,
  type Answer,
  type Column,
  type Line,
  type Standing,
} from '../support/access-matrix.ts'
import { openHouse, type OpenHouse } from '../support/house.ts'
import { builtActions, builtRoutes } from './support/build.ts'
import { bare, get, outcomeOf, type Answered, type Headers } from './support/client.ts'
import { beginLargest, halfWritten, LARGEST, until } from './support/largest.ts'
import { formOf, type Asked, type Need, type Values } from './support/forms.ts'
import { addressOf, CAST, nothing, World, type Subject } from './support/world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ungated: boolean
  }
}

/** Which of the two servers this run asks. */
const ungated = inject('ungated')

let house: OpenHouse

beforeAll(async () => {
  house = await openHouse({ cases: 40, serve: true, ungated: true })
})

afterAll(async () => {
  await house.close()
})

test('every page, route handler and action of the build has a line in the matrix, and every line its door', () => {
  expect(doorsOf('page')).toEqual(builtRoutes('page'))
  expect(doorsOf('route')).toEqual(builtRoutes('route'))
  expect(doorsOf('action')).toEqual(
    builtActions()
      .map(({ name }) => name)
      .sort(),
  )
})

/** Headers by which Next's own parts, or those who play them, ask for something else than a page. */
const ODD_HEADERS: readonly Headers[] = [
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { origin: 'https://elsewhere.example' },
]

/** Where a form comes from that none of our pages sent. */
const FOREIGN_ORIGINS: readonly Headers[] = [
  { origin: 'https://elsewhere.example' },
  { origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' },
  { origin: 'null' },
  { origin: '' },
]

/** Doors that name a second row beside the case: theirs must be of the same case or team. */
const MIXED = [
  { name: 'completeTaskAction', what: 'task', need: 'task', by: 'caseworker', field: 'taskId' },
  { name: 'closeIncidentAction', what: 'incident', need: 'incident', by: 'caseworker', field: 'incidentId' },
  {
    name: 'closeCaseAction#adverse',
    what: 'incident',
    need: 'incident',
    by: 'supervisor',
    field: 'incidentId',
  },
  { name: 'recordPlacementAction', what: 'house', need: 'house', by: 'caseworker', field: 'houseId' },
  { name: 'removeDocumentAction', what: 'document', need: 'document', by: 'caseworker', field: 'documentId' },
  {
    name: 'requestDownloadAction',
    what: 'document',
    need: 'document',
    by: 'caseworker',
    field: 'documentId',
  },
  { name: 'endSharingAction', what: 'opening', need: 'opening', by: 'caseworker', field: 'accessId' },
  { name: 'shareCaseAction', what: 'guest', need: 'guest', by: 'caseworker', field: 'guestId' },
  { name: 'assignCaseAction', what: 'worker', need: 'nothing', by: 'supervisor', field: 'workerId' },
  { name: 'createCaseAction', what: 'household', need: 'case', by: 'caseworker', field: 'householdOf' },
  { name: 'createCaseAction', what: 'worker', need: 'nothing', by: 'supervisor', field: 'workerId' },
] as const satisfies readonly {
  readonly name: string
  readonly what: string
  readonly need: Need
  readonly by: Column
  readonly field: string
}[]

test('the second server runs the same build, and no middleware at all', async () => {
  const [gated, ungated] = await Promise.all(
    [house.baseUrl, house.ungatedUrl].map((baseUrl) =>
      get({ baseUrl: baseUrl ?? '', cookie: '' }, '/sign-in'),
    ),
  )
  expect([gated?.status, ungated?.status]).toEqual([200, 200])
  expect(gated?.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(ungated?.headers.get('content-security-policy')).toBeNull()
})

function asksWho(action: Action): boolean {
  return GRID[action].proof.includes('stepUp')
}

/** One request of a line: who asks, and about what. */
type Cell = { readonly column: Column; readonly standing: Standing; readonly expected: Answer }
type Tried = Cell & { readonly headers?: Headers }

type Log = Awaited<ReturnType<World['entriesAfter']>>

/** Words that stand in every secret which the forms of this test fill in. */
const LETHAL = /lethal|secret note/i

function cellsOf(line: Line): readonly Cell[] {
  const standings: readonly Standing[] = line.about === 'nothing' ? ['own'] : STANDINGS
  return COLUMNS.flatMap((column) =>
    standings.map((standing) => ({ column, standing, expected: line.answers[column][standing] })),
  )
}

/** The one route that takes a form, with a file. */
const UPLOAD = '/api/documents/[caseId]'

/** What differs for each column: one's own is another's, or was made by another. */
const PERSONAL: readonly Need[] = ['alert', 'person', 'leaver', 'plan', 'glass', 'handle', 'release']

/** What a page needs to be asked about. */
const NEEDS = {
  nothing: 'nothing',
  case: 'case',
  opening: 'opening',
  approval: 'request',
  task: 'task',
  incident: 'incident',
  document: 'document',
  handle: 'handle',
  alert: 'alert',
  cover: 'cover',
  person: 'person',
  team: 'team',
  link: 'link',
  glass: 'glass',
  release: 'release',
  released: 'released',
} as const satisfies Record<Line['about'], Need>

function needOf(line: Line): Need {
  if (line.kind === 'action') return formOf(line.name).need
  return line.name.endsWith('#danger') ? 'danger' : NEEDS[line.about]
}

function pathOf(line: Line, subject: Subject): string {
  if (line.name === '/emergency#code') return `/emergency?code=${subject.code}`
  return addressOf(line.door, subject)
}

/** How the router's own format says what a status says otherwise: the page's part of it broke off with a word. */
function readFlight(text: string): string | null {
  const digest = /"digest":"(NEXT_[^"]*)"/.exec(text)?.[1]
  if (digest === undefined) return null
  if (digest.startsWith('NEXT_HTTP_ERROR_FALLBACK;403')) return 'not-allowed'
  if (digest.startsWith('NEXT_HTTP_ERROR_FALLBACK;404')) return 'absent'
  const target = /^NEXT_REDIRECT;\w+;([^;]*);/.exec(digest)?.[1]
  if (target === '/') return 'sent-on'
  return target?.startsWith('/sign-in') === true ? 'signed-out' : digest
}

/** What a page or a route answered, in the words of the matrix. */
function readPage(line: Line, subject: Subject, { status, location, text, headers }: Answered): string {
  if (headers.get('content-type')?.startsWith('text/x-component') === true && status === 200) {
    const word = readFlight(text)
    if (word !== null) return word
    // The frame alone is fetched in advance; nothing of the page was rendered.
    if (!text.includes('"f":[')) return 'frame'
    if (line.name.startsWith('/_')) return 'absent'
  }
  if (location?.startsWith('/sign-in') === true) return 'signed-out'
  if (line.name === '/emergency#code') {
    if (location === `/cases/${subject.code}/emergency`) return 'allowed'
    // The page itself is everybody's; what was typed led nowhere.
    return status === 200 && !text.includes(`/cases/${subject.code}`) ? 'not-there' : String(status)
  }
  if (location === '/') return 'sent-on'
  if (status === 200) return 'allowed'
  if (status === 204 || status === 403) return 'not-allowed'
  if (status === 401) return 'signed-out'
  return status === 404 ? 'absent' : String(status)
}

function readAction(line: Line, answer: Answered): string {
  if (line.door === 'chooseLocale') return answer.headers.has('set-cookie') ? 'allowed' : 'not-done'
  const outcome = outcomeOf(answer)
  if (outcome === 'ok') return 'allowed'
  if (line.about === 'link' && outcome === 'expired') return 'absent'
  return outcome ?? String(answer.status)
}

/** What is as good as the expected word: nobody is let in, and nothing is told. */
function asGood(line: Line, expected: Answer): readonly string[] {
  if (line.name === '/emergency#code' && expected !== 'allowed') return [expected, 'not-there']
  // What is not there needs no session to be missed; the gate may still ask for one first.
  if (line.name.startsWith('/_')) return [expected, 'signed-out', '500']
  // Where a file comes from is asked before who sends it.
  if (line.door === UPLOAD) return [expected, 'not-allowed']
  return [expected]
}

describe(`the production build, ${ungated ? 'without its middleware' : 'as it is served'}`, () => {
  let world: World
  let workers: Asked['workers']
  const kept = new Map<string, Promise<Subject>>()

  beforeAll(async () => {
    const baseUrl = ungated ? house.ungatedUrl : house.baseUrl
    world = await World.open(house, baseUrl ?? '')
    workers = [await world.personId('nara'), await world.personId('pavel')]
  })

  afterAll(async () => {
    await world.close()
  })

  /** A row that nobody has used up; those who are refused, or who use up nothing, share one. */
  function subjectOf(line: Line, { column, standing, expected }: Cell): Promise<Subject> {
    if (standing === 'absent') return Promise.resolve(nothing())
    const need = needOf(line)
    const whose = PERSONAL.includes(need) ? column : ''
    const spent = line.kind === 'action' && expected === 'allowed' && formOf(line.name).once === true
    if (spent) return world.make[need](standing, column)
    const key = `${need} ${standing} ${whose}`
    const made = kept.get(key) ?? world.make[need](standing, column)
    kept.set(key, made)
    return made
  }

  function ask(line: Line, cell: Cell, subject: Subject, headers: Headers = {}): Promise<Answered> {
    const client = world.as(CAST[cell.column])
    if (line.door === UPLOAD) return world.upload(client, { ...subject, id: randomUUID() }, headers)
    if (line.kind !== 'action') return get(client, pathOf(line, subject), headers)
    const { need, values: fill } = formOf(line.name)
    // What a form adds to a case has a new id each time.
    const on = need === 'case' || need === 'danger' ? { ...subject, id: randomUUID() } : subject
    const values = fill(on, { ...cell, workers })
    const sent = values instanceof FormData ? values : { key: randomUUID(), ...values }
    return world.call(client, line.door, subject, sent, headers)
  }

  function read(line: Line, subject: Subject, answer: Answered): string {
    return line.kind === 'action' ? readAction(line, answer) : readPage(line, subject, answer)
  }

  /** Asks for all cells that are refused, and sees that nothing is told, changed or granted on the way. */
  async function refuseAll(line: Line, cells: readonly Tried[], words: readonly string[]): Promise<Log> {
    const subjects = await Promise.all(cells.map((cell) => subjectOf(line, cell)))
    const before = await world.fingerprint()
    const logged = await world.lastEntry()
    const answers = await inTurn(cells, (cell, at) =>
      ask(line, cell, subjects[at] ?? nothing(), cell.headers),
    )
    for (const [at, { column, standing, expected, headers }] of cells.entries()) {
      const [subject, answer] = [subjects[at], answers[at]]
      if (subject === undefined || answer === undefined) throw new Error('an answer is missing')
      const where = [column, standing, JSON.stringify(headers)].join(' · ')
      expect([...asGood(line, expected), ...words], where).toContain(read(line, subject, answer))
      expect(answer.text, where).not.toMatch(LETHAL)
    }
    expectSame(cells, subjects, answers)
    expect(await world.fingerprint()).toEqual(before)
    const log = await world.entriesAfter(logged)
    expect(log.filter(({ action, result }) => result !== 'refused' && action === line.policy)).toEqual([])
    return log
  }

  test.each(LINES)('$kind $name refuses whom the matrix refuses, and nothing changes', async (line) => {
    const cells = cellsOf(line).filter(({ expected }) => expected !== 'allowed')
    const log = await refuseAll(line, cells, [])
    if (line.kind !== 'action') return
    // Each refusal of a person stands in the log; visitors never come so far, but for those with a link.
    const people = cells.filter(({ column, expected }) => column !== 'visitor' || expected === 'absent')
    expect(log.map(({ result }) => result)).toEqual(people.map(() => 'refused'))
  })

  test.each(LINES)('$kind $name gives no more for the headers of a router or an attacker', async (line) => {
    const cells = COLUMNS.flatMap((column, at) => {
      const denied = cellsOf(line).find((cell) => cell.column === column && cell.expected !== 'allowed')
      const turn = ODD_HEADERS[(at + line.name.length) % ODD_HEADERS.length] ?? {}
      // A hijacked session of a worker tries everything, the others take turns.
      const tried = column === 'caseworker' ? ODD_HEADERS : [turn]
      return denied === undefined ? [] : tried.map((headers) => ({ ...denied, headers }))
    })
    // Next may turn such a request away before anybody is asked: a page by its frame, which is the same for everybody;
    // an action by an error, or by the page on which its form stands.
    await refuseAll(line, cells, line.kind === 'action' ? ['200', '307', '500'] : ['frame'])
  })

  test.each(MIXED)(
    '$name takes no $what of another case or team under the name of one’s own case',
    async (mixed) => {
      const { name, need, by, field } = mixed
      const line = LINES.find((one) => one.name === name)
      if (line === undefined) throw new Error(`there is no ${name}`)
      const standing = by === 'supervisor' ? 'team' : 'own'
      const own = await world.make[formOf(name).need](standing, by)
      const foreign =
        need === 'case' ? await world.make.case('foreign', by) : await world.make[need]('foreign', by)
      // Of what belongs to one case, not even that of another case in reach will do.
      const bound = need !== 'house' && need !== 'guest' && need !== 'case' && need !== 'nothing'
      const sibling = bound ? await world.make[need](standing, by) : null
      const asked = { column: by, standing, workers } as const
      const filled = formOf(name).values(own, asked)
      if (filled instanceof FormData) throw new Error('a form without ids')
      const send = (changed: Values) => {
        const values = { key: randomUUID(), ...filled, ...changed }
        return world.call(world.as(CAST[by]), line.door, own, values)
      }
      const before = await world.fingerprint()
      const strange =
        field === 'workerId' ? await world.personId('mina') : need === 'case' ? foreign.code : foreign.id
      const nowhere = await send({ [field]: need === 'case' ? nothing().code : randomUUID() })
      expect(['absent', 'invalid']).toContain(outcomeOf(nowhere))
      for (const id of sibling === null ? [strange] : [strange, sibling.id]) {
        expect(bare(await send({ [field]: id }))).toBe(bare(nowhere))
      }
      expect(await world.fingerprint()).toEqual(before)
      expect(outcomeOf(await send({}))).toBe('ok')
    },
  )

  test.each(LINES.filter(({ kind, policy }) => kind === 'action' && policy !== null && asksWho(policy)))(
    '$name asks who it is once the last proof is old, and does nothing until then',
    async (line) => {
      const cell = cellsOf(line).find(({ expected }) => expected === 'allowed')
      if (cell === undefined) throw new Error(`nobody may use ${line.name}`)
      const subject = await subjectOf(line, cell)
      await world.look(`UPDATE session SET proved_at = now() - interval '6 minutes'`)
      const before = await world.fingerprint()
      expect(read(line, subject, await ask(line, cell, subject))).toBe('step-up')
      expect(await world.fingerprint()).toEqual(before)
      await world.look('UPDATE session SET proved_at = now()')
      expect(read(line, subject, await ask(line, cell, subject))).toBe('allowed')
    },
  )

  test('nobody discards what somebody else was typing', async () => {
    const subject = randomUUID()
    const count = async () => (await world.look('SELECT 1 FROM draft WHERE subject = $1', [subject])).length
    const draft = { form: 'note', subject, content: { key: randomUUID(), values: { body: 'typed' } } }
    const saved = await world.call(world.as(CAST.caseworker), 'saveDraftAction', nothing(), draft)
    expect(outcomeOf(saved)).toBe('ok')
    for (const column of COLUMNS.filter((one) => one !== 'caseworker')) {
      await world.call(world.as(CAST[column]), 'discardDraftAction', nothing(), { form: 'note', subject })
      expect(await count(), column).toBe(1)
    }
    await world.call(world.as(CAST.caseworker), 'discardDraftAction', nothing(), { form: 'note', subject })
    expect(await count()).toBe(0)
  })

  test('the largest document is stored while it comes, comes back once, and leaves nothing when it breaks off', async () => {
    const folder = house.settings['CAUSEWAY_DOCUMENTS'] ?? ''
    const { caseId } = await world.make.document('own', 'caseworker')
    const [client, id] = [world.as(CAST.caseworker), randomUUID()]
    const sending = beginLargest(client, caseId, id)
    sending.half()
    await until(() => halfWritten(folder) > LARGEST.length / 4)
    expect(await world.look('SELECT 1 FROM document WHERE id = $1', [id])).toEqual([])
    expect(await sending.rest()).toBe(200)

    const asked = { caseId, documentId: id }
    const given = await world.call(client, 'requestDownloadAction', { ...nothing(), caseId }, asked)
    const handle = /"handle":"([^"]+)"/.exec(given.text)?.[1] ?? ''
    const fetched = () =>
      fetch(`${client.baseUrl}/api/downloads/${handle}`, { headers: { cookie: client.cookie } })
    const file = await fetched()
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="large.pdf"; filename*=UTF-8''large.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
    expect(file.headers.get('cache-control')).toContain('no-store')
    expect(Buffer.from(await file.arrayBuffer()).equals(LARGEST)).toBe(true)
    expect((await fetched()).status).toBe(404)

    const broken = beginLargest(client, caseId, randomUUID())
    broken.half()
    await until(() => halfWritten(folder) > LARGEST.length / 4)
    broken.request.destroy()
    await until(() => halfWritten(folder) === 0)
    expect(await world.look('SELECT 1 FROM document WHERE case_id = $1', [caseId])).toHaveLength(2)
  })

  test('a document that is sent by nobody, without its length, or about another case than its address, is not read', async () => {
    const { caseId } = await world.openCase('own')
    const send = (cookie: string, address: string) =>
      beginLargest({ ...world.as(CAST.caseworker), cookie }, caseId, address)
    expect(await send('', randomUUID()).rest()).toBe(401)
    const form = { key: randomUUID(), caseId, id: randomUUID(), file: 3, kind: 'other', name: 'x', note: '' }
    const post = async (body: BodyInit, path = caseId) => {
      const { baseUrl, cookie } = world.as(CAST.caseworker)
      const init = { method: 'POST', headers: { cookie, origin: baseUrl }, body, duplex: 'half' }
      const answer = await fetch(`${baseUrl}/api/documents/${path}`, init)
      const said: unknown = await answer.json()
      return { status: answer.status, said, headers: answer.headers }
    }
    const stream = new Blob([`${JSON.stringify(form)}\nabc`]).stream()
    expect(await post(stream)).toMatchObject({ status: 413 })
    expect(await post(`${JSON.stringify(form)}\nabc`, randomUUID())).toMatchObject({
      status: 400,
      said: { refusal: 'invalid' },
    })
    expect(await post('no form')).toMatchObject({ status: 400, said: { refusal: 'invalid' } })
    expect(await post(`${JSON.stringify({ ...form, name: '' })}\nabc`)).toMatchObject({
      said: { refusal: 'invalid', fields: { name: 'required' } },
    })
    const { said, headers } = await post(`${JSON.stringify(form)}\nabc`)
    expect(said).toEqual({ ok: false, refusal: 'invalid', fields: { file: 'file-unknown' } })
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  /** A page of another house that makes the browser send the form of somebody who may. */
  async function expectDeaf(line: Line, cell: Cell, subject: Subject): Promise<void> {
    const before = await world.fingerprint()
    // The language touches no data; what Next lets through may change it.
    const tried = line.door === 'chooseLocale' ? FOREIGN_ORIGINS.slice(0, 1) : FOREIGN_ORIGINS
    for (const headers of tried) {
      const answer = await ask(line, cell, subject, headers)
      expect(['not-allowed', 'not-done', '500'], JSON.stringify(headers)).toContain(
        read(line, subject, answer),
      )
    }
    expect(await world.fingerprint()).toEqual(before)
  }

  test.each(LINES)('$kind $name opens to whom the matrix opens it', async (line) => {
    for (const [at, cell] of cellsOf(line)
      .filter(({ expected }) => expected === 'allowed')
      .entries()) {
      const subject = await subjectOf(line, cell)
      const isForm = line.kind === 'action' || line.door === UPLOAD
      if (at === 0 && isForm) await expectDeaf(line, cell, subject)
      const found = read(line, subject, await ask(line, cell, subject))
      expect(found, `${cell.column} · ${cell.standing}`).toBe('allowed')
    }
  })
})

/** What is foreign and what is not there get the same status, the same way on and the same body. */
function expectSame(
  cells: readonly Cell[],
  subjects: readonly Subject[],
  answers: readonly Answered[],
): void {
  const told = (column: Column, standing: Standing) => {
    const at = cells.findIndex((cell) => cell.column === column && cell.standing === standing)
    const [subject, answer] = [subjects[at], answers[at]]
    if (subject === undefined || answer === undefined) return null
    const asked = [subject.code, subject.id, subject.caseId]
    const location = asked.reduce((left, word) => left.replaceAll(word, 'ASKED'), answer.location ?? '')
    return { status: answer.status, location, body: bare(answer, asked) }
  }
  for (const column of COLUMNS) {
    const [foreign, absent] = [told(column, 'foreign'), told(column, 'absent')]
    if (foreign !== null && absent !== null) expect(foreign, column).toEqual(absent)
  }
}

/** A few at a time, in order: the server is one process, and the log is read in the order of requests. */
async function inTurn<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const width = 4
  for (let at = 0; at < items.length; at += width) {
    const some = items.slice(at, at + width)
    done.push(...(await Promise.all(some.map((item, offset) => work(item, at + offset)))))
  }
  return done
}
