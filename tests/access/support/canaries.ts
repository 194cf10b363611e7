/**
 * Canaries: invented names, phones, addresses and texts that go in through the actions of the forms, and that nobody may
 * find afterwards in anything that a thief of the machine carries away.
 *
 * Each bears a marker that nothing else bears, so that one look for the marker is a look for all of them, cut or whole.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { OpenHouse } from '../../support/house.ts'
import { pdf } from '../../support/pictures.ts'
import { outcomeOf, send } from './client.ts'
import { filledCase, formOf, type Values } from './forms.ts'
import { nothing, World, type Subject } from './world.ts'

/** No word of any language; the second is no name of anybody, and falls into other letters under NFD. */
export const MARKERS = { latin: 'Qzvkanary', hangul: '쀍뷁껣', digits: '7310046829' } as const

/** What one round plants: in how many fields, and how. */
type Planting = { readonly planted: number }

const onward = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

async function plantRound(world: World, number: number): Promise<Planting> {
  let planted = 0
  const word = (about: string): string => {
    planted++
    return `${MARKERS.latin} ${about} ${String(number)}`
  }
  const does = async (login: string, name: string, subject: Subject, values: Values): Promise<void> => {
    const answer = await world.call(world.as(login), name, subject, { key: randomUUID(), ...values })
    const outcome = outcomeOf(answer)
    if (outcome !== 'ok') throw new Error(`${login} could not ${name}: ${outcome ?? String(answer.status)}`)
  }
  const like = (name: string, subject: Subject): Values => {
    const values = formOf(name).values(subject, { column: 'caseworker', standing: 'own', workers: ['', ''] })
    return values instanceof FormData ? {} : values
  }
  planted += 2
  const file = {
    ...filledCase(),
    ...{ hangul: `${MARKERS.hangul}${String(number)}`, phone: `+${MARKERS.digits}${String(number)}` },
    ...{ latin: word('name'), cyrillic: word('name'), aliases: word('alias'), guardian: word('guardian') },
    ...{ civicGroup: word('parish'), safeWay: word('knock') },
  }
  await does('mina', 'createCaseAction', nothing(), file)
  const [row] = await world.look<{ code: string }>('SELECT code FROM case_file WHERE id = $1', [file.id])
  const on = (): Subject => ({ caseId: file.id, code: row?.code ?? '', id: randomUUID() })
  const fill = async (name: string, words: (values: Values) => Values): Promise<void> => {
    const subject = on()
    const values = like(name, subject)
    await does('mina', name, subject, { ...values, ...words(values) })
  }
  await fill('writeNoteAction', () => ({ body: word('note\nin two lines') }))
  await fill('createTaskAction', () => ({ title: word('task') }))
  await fill('reportIncidentAction', () => ({ account: word('account') }))
  await fill('planJourneyAction', () => ({
    ...{ route: word('route'), fallbacks: word('fallback'), escort: word('escort') },
  }))
  await fill('recordRiskAction', () => ({ explanation: word('risk') }))
  await fill('recordScreeningAction', () => ({ explanation: word('screening') }))
  await fill('recordBasisAction', () => ({ explanation: word('basis') }))
  await fill('recordContactAction', () => ({ civicGroup: word('mission'), safeWay: word('whistle') }))
  await fill('recordProtectionAction', () => ({ reference: word('number') }))
  const paper = Buffer.concat([pdf(100), Buffer.from(`${word('page')} ${MARKERS.hangul} ${MARKERS.digits}`)])
  const sent = await send(
    world.as('mina'),
    `/api/documents/${file.id}`,
    {
      ...{ key: randomUUID(), caseId: file.id, id: randomUUID(), file: paper.length, kind: 'other' },
      ...{ name: word('file'), note: word('remark') },
    },
    paper,
  )
  if (sent.status !== 200) throw new Error(`mina could not send a document: ${sent.text}`)
  await fill('saveDraftAction', () => ({
    content: { key: randomUUID(), values: { body: word('draft') } },
    subject: file.id,
  }))
  await does('suji', 'createHouseAction', nothing(), {
    ...like('createHouseAction', on()),
    ...{ address: word('address'), expiresOn: onward },
  })
  return { planted }
}

/** Plants at least so many canaries through the actions. Says how many there are, and a code that stands clear. */
export async function plantCanaries(
  house: OpenHouse,
  count: number,
): Promise<{ readonly planted: number; readonly clear: string }> {
  const world = await World.open(house, house.baseUrl ?? '')
  try {
    let planted = 0
    for (let round = 1; planted < count; round++) planted += (await plantRound(world, round)).planted
    const [row] = await world.look<{ code: string }>(
      'SELECT code FROM case_file ORDER BY created_at DESC LIMIT 1',
    )
    // Everything that stands in memory goes to the files.
    await world.look('CHECKPOINT')
    return { planted, clear: row?.code ?? '' }
  } finally {
    await world.close()
  }
}

/** A text in each spelling in which a file may hold it: by name, the bytes. */
export function spellings(text: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(text)
  const found = new Map<string, Buffer>([
    ['utf-8', utf8],
    ['nfd', Buffer.from(text.normalize('NFD'))],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    [
      'json',
      Buffer.from(
        JSON.stringify(text)
          .slice(1, -1)
          .replace(/[^\0-~]/g, escaped),
      ),
    ],
    ['url', Buffer.from(encodeURIComponent(text))],
  ])
  // In base64 a text looks otherwise at each of three places; what is cut off at both ends depends on the neighbours.
  for (const before of [0, 1, 2]) {
    const written = Buffer.concat([Buffer.alloc(before), utf8]).toString('base64')
    const sure = written.slice(before === 0 ? 0 : before + 1, Math.floor((before + utf8.length) / 3) * 4)
    found.set(`base64 at ${String(before)}`, Buffer.from(sure))
    found.set(`base64url at ${String(before)}`, Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_')))
  }
  return found
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function* filesIn(place: string): Generator<string> {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (stat.isFile()) yield place
  if (!stat.isDirectory()) return
  for (const name of readdirSync(place)) yield* filesIn(path.join(place, name))
}

/** Where the texts stand in some folders and files, in any spelling: `file: spelling`. Says how many bytes it read. */
export function search(
  places: readonly string[],
  texts: readonly string[],
): { readonly hits: readonly string[]; readonly files: number; readonly bytes: number } {
  const wanted = texts.flatMap((text) => [...spellings(text)])
  const hits: string[] = []
  let [files, bytes] = [0, 0]
  for (const file of places.flatMap((place) => [...filesIn(place)])) {
    const content = readFileSync(file)
    files++
    bytes += content.length
    for (const [spelling, needle] of wanted) {
      if (content.includes(needle)) hits.push(`${file}: ${spelling}`)
    }
  }
  return { hits, files, bytes }
}
