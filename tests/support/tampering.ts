/**
 * Attacks on sealed records by somebody who may write into the database, but has no key: bits flipped, ends cut, values
 * moved between rows, columns, tables, cases and key versions, heads put on other bodies, clear text put in their place.
 */
import { randomUUID } from 'node:crypto'
import type { Keyring } from '../../lib/server/vault/keyring.ts'
import { OWNER_KINDS } from '../../lib/server/vault/owners.ts'
import { SEALED_FIELDS, type SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { openRecords, sealRecords, type Row } from '../../lib/server/vault/sealed-records.ts'
import { randomFrom, type Random } from '../../prisma/seed/random.ts'

type Cell = {
  readonly place: Row<SealedTable>
  readonly column: string
  readonly sealed: string
  readonly text: string
}

/** What the attacks tried, by their names, and what got through: nothing may. */
export type Tampering = {
  readonly tried: Readonly<Record<string, number>>
  readonly through: readonly string[]
}

const HEAD = { prefix: 3, id: 16, commitment: 16, nonce: 12, tag: 16 } as const

type Attack = (random: Random, cell: Cell, cells: readonly Cell[]) => string

/** Another sealed value that is not this one, as a thief of the place would choose it. */
function other(random: Random, cells: readonly Cell[], fits: (cell: Cell) => boolean): string {
  return random.pick(cells.filter(fits)).sealed
}

function bytes(sealed: string): Buffer {
  return Buffer.from(sealed.slice(HEAD.prefix), 'base64url')
}

function text(changed: Buffer): string {
  return `s1.${changed.toString('base64url')}`
}

/** Bytes of another value in the place of this one's. */
function graft(cell: Cell, from: number, length: number, donor: string): string {
  const own = bytes(cell.sealed)
  bytes(donor).copy(own, from, from, from + length)
  return text(own)
}

function ofAnotherCase(random: Random, cell: Cell, cells: readonly Cell[]): string {
  return other(random, cells, ({ place }) => place.owner.id !== cell.place.owner.id)
}

/** A value of the same owner under the other version of its key. */
function ofAnotherVersion(random: Random, cell: Cell, cells: readonly Cell[]): string {
  const under = (sealed: string): string => bytes(sealed).toString('hex', 0, HEAD.id)
  const { owner } = cell.place
  return other(
    random,
    cells,
    ({ place, sealed }) =>
      place.owner.id === owner.id && place.owner.kind === owner.kind && under(sealed) !== under(cell.sealed),
  )
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  'flips a bit': (random, { sealed }) => {
    const own = bytes(sealed)
    const at = random.whole(0, own.length - 1)
    own.writeUInt8(own.readUInt8(at) ^ (1 << random.whole(0, 7)), at)
    return text(own)
  },
  'changes a character': (random, { sealed }) => {
    const at = random.whole(0, sealed.length - 1)
    const put = random.pick(Array.from('AQgw-_09zZ+/= ').filter((letter) => letter !== sealed[at]))
    return sealed.slice(0, at) + put + sealed.slice(at + 1)
  },
  'cuts the end': (random, { sealed }) => sealed.slice(0, random.whole(0, sealed.length - 1)),
  'cuts the beginning': (random, { sealed }) => `s1.${sealed.slice(random.whole(4, sealed.length))}`,
  'adds to it': (random, { sealed }) => sealed + random.pick(['A', '=', '==', 'AAAA', '\n', '\0']),
  'spells it otherwise': (random, { sealed }) =>
    random.pick([
      sealed.replaceAll(/[-_]/g, '+'),
      sealed.toUpperCase(),
      ` ${sealed}`,
      `${sealed.slice(0, -1)}.`,
    ]),
  'moves it from another row': (random, cell, cells) =>
    other(random, cells, ({ place, column }) => place.row !== cell.place.row && column === cell.column),
  'moves it from another column': (random, cell, cells) =>
    other(random, cells, ({ place, column }) => place.row === cell.place.row && column !== cell.column),
  'moves it from another table': (random, cell, cells) =>
    other(
      random,
      cells,
      ({ place }) => place.table !== cell.place.table && place.owner.id === cell.place.owner.id,
    ),
  'moves it from another case': (random, cell, cells) =>
    other(random, cells, ({ place }) => place.owner.id !== cell.place.owner.id),
  'names another key': (random, cell, cells) => graft(cell, 0, HEAD.id, ofAnotherCase(random, cell, cells)),
  'names another version of the key': (random, cell, cells) =>
    graft(cell, 0, HEAD.id + HEAD.commitment, ofAnotherVersion(random, cell, cells)),
  'moves it from another version of the key': ofAnotherVersion,
  'shows another commitment': (random, cell, cells) =>
    graft(cell, HEAD.id, HEAD.commitment, ofAnotherCase(random, cell, cells)),
  'puts another head on': (random, cell, cells) =>
    graft(cell, 0, HEAD.id + HEAD.commitment, ofAnotherCase(random, cell, cells)),
  'puts another nonce in': (random, cell, cells) =>
    graft(cell, HEAD.id + HEAD.commitment, HEAD.nonce, ofAnotherCase(random, cell, cells)),
  'puts clear text there': (random, cell) =>
    random.pick([cell.text, '', 'null', 's1.', `s1.${cell.text}`, 's2.AAAA']),
}

/** Sealed cells of several cases, half of them under a second version of their owner's key. */
async function sealSome(ring: Keyring, random: Random, cases: number): Promise<readonly Cell[]> {
  const cells: Cell[] = []
  const tables = Object.keys(SEALED_FIELDS) as SealedTable[]
  for (let made = 0; made < cases; made++) {
    const id = randomUUID()
    for (const turn of [1, 2]) {
      for (const table of tables) {
        const owner = { kind: SEALED_FIELDS[table].owner, id }
        const record = Object.fromEntries(
          SEALED_FIELDS[table].columns.map((column) => [
            column,
            `${column} ${'x'.repeat(random.whole(0, 60))}`,
          ]),
        )
        const row = randomUUID()
        const [sealed] = await sealRecords(ring, [{ table, owner, row, record }])
        for (const [column, value] of Object.entries(sealed ?? {})) {
          cells.push({
            place: { table, owner, row, record: {} },
            column,
            sealed: value,
            text: record[column] ?? '',
          })
        }
      }
      if (turn === 1) for (const kind of OWNER_KINDS) await ring.renew({ kind, id })
    }
  }
  return cells
}

/** Tries `count` attacks; each cell opens before and after whatever was tried on it. */
export async function tamper(ring: Keyring, asked: { count: number; seed: number }): Promise<Tampering> {
  const random = randomFrom(asked.seed)
  const cells = await sealSome(ring, random, 12)
  const names = Object.keys(ATTACKS)
  const tried: Record<string, number> = {}
  const through: string[] = []
  const open = async (cell: Cell, sealed: string): Promise<string | null | undefined> => {
    const [record] = await openRecords(ring, [{ ...cell.place, record: { [cell.column]: sealed } }])
    return record === null ? null : Reflect.get(record ?? {}, cell.column)
  }
  for (let at = 0; at < asked.count; at++) {
    const name = names[at % names.length] ?? ''
    const eligible = name === 'moves it from another column' ? cells.filter(hasSiblings) : cells
    const cell = random.pick(eligible)
    const forged = ATTACKS[name]?.(random, cell, cells) ?? cell.sealed
    if (forged === cell.sealed) continue
    tried[name] = (tried[name] ?? 0) + 1
    const said = await open(cell, forged).catch(() => undefined)
    if (said !== undefined) through.push(`${name}: ${cell.place.table}.${cell.column}`)
    if ((await open(cell, cell.sealed)) !== cell.text) through.push(`${name}: the true one does not open`)
  }
  return { tried, through }
}

function hasSiblings({ place }: Cell): boolean {
  return SEALED_FIELDS[place.table].columns.length > 1
}
