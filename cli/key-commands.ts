/** The keys by the operator's shell: new ones, copies of them, and the lock of the key file. */
import { resolve } from 'node:path'
import type { Refused } from '../lib/domain/refusal.ts'
import { isServerEnvironment, operatorSettings } from '../lib/server/env.ts'
import { inHouse, onlyFlags, WRONG_USE, type Command } from './command.ts'
import {
  addKeyHolder,
  lockKeys,
  onlyName,
  removeKeyHolder,
  unlockAtTerminal,
  unrecorded,
  type LockWork,
} from './key-holders.ts'
import { keyPlaces } from './keys.ts'
import { step, StopError } from './launch/progress.mjs'
import { realFolder, realHouseRuns } from './server-settings.ts'

const COPY_NOW =
  'Copy the key store and the key file now, both (causeway keys copy FOLDER); keep the older pair until both are there.'

async function rotateKeys(args: readonly string[]): Promise<void> {
  onlyFlags(args, [])
  await inHouse(['keys', 'rotate'], async () => {
    const { rotateKeys: rotate } = await import('../lib/features/operator/service.ts')
    const outcome = await rotate()
    if (!outcome.ok) throw new StopError(`Refused: ${outcome.refusal}`)
    const { keys, unopened } = outcome.value
    process.stdout.write(`${String(keys)} keys are wrapped anew. ${COPY_NOW}\n`)
    if (unopened > 0) process.stdout.write(`${damagedInWords(unopened)}\n`)
  })
}

function damagedInWords(count: number): string {
  return `${String(count)} keys of the store are damaged and were left as they are: what they sealed does not open. A copy of the key store from before has them, perhaps whole, and the key file keeps the key that opens it.`
}

/** What is said of a refusal; the rest is told by its word. */
const SAID: Readonly<Partial<Record<Refused['refusal'], string>>> = {
  absent: 'No case has this code.',
  forgotten: 'This case was deleted, or is being deleted: its keys are destroyed, and it gets no other.',
  locked: 'The keys are locked.',
  stale:
    'Not finished: something that began before the new key is still being written. All that was sealed opens. Do it once more.',
}

const STEPS = { look: 'looked at', seal: 'sealed anew', check: 'looked at again' } as const

/** How many texts that do not open are named one by one. */
const NAMED = 20

async function renewKeys(args: readonly string[]): Promise<void> {
  const [code, ...more] = args
  if (code === undefined || more.length > 0) throw new StopError('Name one case by its code.', WRONG_USE)
  await inHouse(['keys', 'renew', code], async () => {
    const { renewCase } = await import('../lib/features/renewal/service.ts')
    let pulse = 'looking'
    const renewed = async () => {
      const outcome = await renewCase(code, (step, texts, of) => {
        pulse = `${String(texts)} of ${String(of)} texts ${STEPS[step]}`
      })
      if (outcome.ok) return outcome.value
      throw new StopError(SAID[outcome.refusal] ?? `Refused: ${outcome.refusal}`)
    }
    const { made, texts, places, unopened } = await step('renewal', renewed, {
      pulse: () => pulse,
      done: () => pulse,
    })
    const counted = `${String(texts - unopened.length)} texts in ${String(places)} columns`
    process.stdout.write(
      made
        ? `${code} has a new key: ${counted} are sealed under it, none is left under an older one.\n`
        : `What an earlier renewal of ${code} had left is finished, and no key was made: ${counted} are sealed under its newest key, none is left under an older one. For another key do it once more.\n`,
    )
    for (const text of unopened.slice(0, NAMED))
      process.stdout.write(`Left as it is, it does not open: ${text}\n`)
    if (unopened.length > 0)
      process.stdout.write(
        `${String(unopened.length)} texts do not open, under any key. They stand as they stood.\n`,
      )
    process.stdout.write(`${COPY_NOW}\n`)
  })
}

/** Reads only, so that nothing is recorded; no passphrase is asked, since both files are copied as they are. */
async function copyKeys(args: readonly string[]): Promise<void> {
  const folders = args.filter((arg) => !arg.startsWith('--'))
  onlyFlags(
    args.filter((arg) => arg.startsWith('--')),
    ['--replace'],
  )
  const [folder] = folders
  if (folders.length !== 1 || folder === undefined) throw new StopError('Name one folder.', WRONG_USE)
  const { copyKeys: copy } = await import('../lib/server/vault/key-copy.ts')
  const to = await copy(keyPlaces(realFolder, operatorSettings()), resolve(folder), {
    replace: args.includes('--replace'),
  })
  process.stdout.write(
    `The keys stand in ${to.keyStore} and ${to.keyFile}, both. Keep the two in different places.\n`,
  )
}

/** Changes the lock: recorded where the house runs, and on the file alone where it does not. */
async function onLock(words: readonly string[], change: (work: LockWork) => Promise<void>): Promise<void> {
  if (isServerEnvironment() || (await realHouseRuns())) {
    await inHouse(['keys', ...words], async () => {
      const service = await import('../lib/features/operator/service.ts')
      await change({
        lock: service.lockKeys,
        add: service.addKeyHolder,
        remove: service.removeKeyHolder,
      })
    })
    return
  }
  const { keyFile } = keyPlaces(realFolder, operatorSettings())
  await unlockAtTerminal(keyFile)
  process.stderr.write('The house does not run: what you do here stands in no log.\n')
  await change(unrecorded(keyFile))
}

async function lockKeyFile(args: readonly string[]): Promise<void> {
  onlyFlags(args, [])
  await onLock(['lock'], lockKeys)
}

async function addHolder(args: readonly string[]): Promise<void> {
  const name = onlyName(args)
  await onLock(['add-holder', name], (work) => addKeyHolder(name, work))
}

async function removeHolder(args: readonly string[]): Promise<void> {
  const name = onlyName(args)
  await onLock(['remove-holder', name], (work) => removeKeyHolder(name, work))
}

/** The commands by their names. */
export const keyCommands: Readonly<Record<string, Command>> = {
  'keys rotate': { about: 'wraps every key of the vault anew, while the house runs', run: rotateKeys },
  'keys renew': {
    about: 'gives a case a new key and seals its texts anew, while the house runs',
    run: renewKeys,
  },
  'keys copy': {
    about: 'copies the key store and the key file into a folder (--replace: also over another house’s)',
    run: copyKeys,
  },
  'keys move': {
    about:
      'fills the empty key store of KEYS_DATABASE_URL from a file (to-server FILE), or a new file from it (to-file FILE)',
    run: async (args) => (await import('./keys-move.ts')).moveKeys(args),
  },
  'keys lock': { about: 'locks the key file for two key holders or more', run: lockKeyFile },
  'keys add-holder': { about: 'adds somebody who may unlock the key file', run: addHolder },
  'keys remove-holder': { about: 'takes out somebody who may unlock the key file', run: removeHolder },
}
