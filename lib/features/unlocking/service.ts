/** Unlocking a house that was started with a locked key file, by any one of its key holders, over the network. */
import 'server-only'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import { logBug } from '../../server/log.ts'
import { sentFromHere } from '../../server/same-origin.ts'
import { turnstile } from '../../server/vault/turnstile.ts'
import { enterVault, openVault, vaultIsLocked } from '../../server/vault/vault.ts'
import { unlockSchema } from './schema.ts'

const tries = turnstile()

/** True while nobody has unlocked the house. */
export function isLocked(): boolean {
  return vaultIsLocked()
}

/** True for a form that our own page sent. */
export async function sentFromHouse(): Promise<boolean> {
  return sentFromHere()
}

/**
 * Unlocks the house, once that stands in the log; wrong tries stand there too.
 *
 * @param input whatever came over the wire
 * @returns null when too many try at the same time
 */
export async function unlock(input: unknown): Promise<Outcome<null> | null> {
  const form = unlockSchema.safeParse(input)
  if (!form.success) return refused('invalid')
  const { holder, passphrase } = form.data
  return tries.pass(async () => {
    try {
      return vaultIsLocked() ? await enter(holder, passphrase) : granted(null)
    } catch (error) {
      logBug('unlock', error)
      return refused('failed')
    }
  })
}

async function enter(holder: string, passphrase: string): Promise<Outcome<null>> {
  const entered = await enterVault(holder, passphrase)
  const detail = { holder: entered?.holderId ?? null }
  const fact = { action: 'keys.unlock', subject: { kind: 'list' }, detail } as const
  const recorded = await act({ kind: 'visitor' }, fact, () =>
    Promise.resolve(entered === null ? refused('wrong-credentials') : granted(null)),
  )
  if (recorded.ok && entered !== null) openVault(entered)
  return recorded
}
