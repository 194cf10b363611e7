/**
 * Seals texts anew that stand under an older key of their owner. What was sealed once more before it came into a text is sealed
 * anew inside of it: a new key around an old one would leave it where it was.
 */
import { z } from 'zod'
import { nameOf, type Keyring } from './keyring.ts'
import { journeyOwner, type Owner } from './owners.ts'
import { SEALED_FIELDS, type SealedTable } from './sealed-fields.ts'
import { openEach } from './sealed-records.ts'
import { keyIdOf, sealText } from './sealed-text.ts'
import { VaultError } from './vault-error.ts'

/** One sealed text, where it stands. */
export type StandingText = {
  readonly table: SealedTable
  /** By its name in the Prisma schema. */
  readonly column: string
  readonly owner: Owner
  /** Id of the row. */
  readonly row: string
  readonly text: string
  /** Id of what the row is a request about; null for all other rows. */
  readonly about: string | null
}

/** Null: it stands under the newest key. A text: what takes its place. An error: it does not open, and stays as it is. */
export type Anew = string | null | VaultError

/**
 * What is to be done about each of the texts, in their order; nothing is written. Throws VaultError `forgotten` when an owner is
 * forgotten at this very moment.
 */
export async function sealAnew(ring: Keyring, texts: readonly StandingText[]): Promise<readonly Anew[]> {
  if (texts.length === 0) return []
  const plain = await openTexts(ring, texts)
  const inside = texts.map((text, at) => leadsIn(text, plain[at]))
  const leads = inside.flat()
  const leadsAnew = await sealAnew(ring, leads)
  const changed = new Map(leads.map(({ text }, at) => [text, leadsAnew[at]]))
  const keys = await ring.sealing(
    texts.filter((_, at) => typeof plain[at] === 'string').map(({ owner }) => owner),
  )
  return texts.map((text, at) => {
    const told = plain[at]
    const key = keys.get(nameOf(text.owner))
    if (typeof told !== 'string' || key === undefined) {
      return told instanceof VaultError ? told : new VaultError('unknown-key', text)
    }
    const tells = (inside[at] ?? []).reduce((said, { text: old }) => {
      const fresh = changed.get(old)
      return typeof fresh === 'string' ? said.replace(old, fresh) : said
    }, told)
    return tells === told && keyIdOf(text.text, text) === key.id ? null : sealText(key, text, tells)
  })
}

async function openTexts(
  ring: Keyring,
  texts: readonly StandingText[],
): Promise<readonly (string | VaultError)[]> {
  const rows = texts.map(({ column, text, ...row }) => ({ ...row, record: { [column]: text } }))
  const records = await openEach(ring, rows)
  return texts.map((text, at) => {
    const record = records[at]
    if (record instanceof VaultError) return record
    return record?.[text.column] ?? new VaultError('damaged', text)
  })
}

const LEADS = SEALED_FIELDS.journey_route.columns

/** What is put before the approver of a journey, as far as it matters here. */
const aboutAJourney = z.object({
  kind: z.literal('journey-plan'),
  plan: z.object({ route: z.string(), fallbacks: z.string(), escort: z.string() }),
})

/** The sealed texts inside of an opened one: where the journey leads that a request is about. */
function leadsIn({ table, column, about }: StandingText, told: unknown): readonly StandingText[] {
  if (table !== 'approval_request' || column !== 'snapshot' || about === null) return []
  const asked = aboutAJourney.safeParse(parsed(told))
  if (!asked.success) return []
  const owner = journeyOwner(about)
  return LEADS.map((lead) => ({
    ...{ table: 'journey_route' as const, column: lead, owner, row: about, about: null },
    text: asked.data.plan[lead],
  }))
}

/** One that is no JSON nobody can decide (`four-eyes`); it is sealed anew as it is. */
function parsed(told: unknown): unknown {
  try {
    return typeof told === 'string' ? JSON.parse(told) : null
  } catch {
    return null
  }
}
