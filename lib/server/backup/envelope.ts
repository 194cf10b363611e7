/**
 * A backup on the disk is an age file (age-encryption.org/v1), streamed: encrypted to public keys, so that the machine that
 * makes it cannot read it, or under a passphrase. Any age program opens it.
 */
import { Decrypter, Encrypter } from 'age-encryption'
import { streamOf } from '../stream-of.ts'
import { BackupError } from './backup-error.ts'

/** For whom a backup is made. `recipients`: public keys, `age1…`, one or more. */
export type Sealing =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** What opens a backup. `identities`: private keys, `AGE-SECRET-KEY-…`. */
export type Unsealing =
  | { readonly kind: 'identities'; readonly identities: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** The encrypted bytes of clear ones. Throws BackupError for what is no public key. */
export async function sealedStream(
  clear: AsyncIterable<Uint8Array>,
  sealing: Sealing,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter()
  if (sealing.kind === 'passphrase') encrypter.setPassphrase(sealing.passphrase)
  else for (const one of sealing.recipients) addRecipient(encrypter, one)
  return chunksOf(await encrypter.encrypt(streamOf(clear)))
}

/** The clear bytes of encrypted ones. Throws BackupError, also while it is read: nothing is given that was not checked. */
export async function openedStream(
  encrypted: AsyncIterable<Uint8Array>,
  unsealing: Unsealing,
): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter()
  if (unsealing.kind === 'passphrase') decrypter.addPassphrase(unsealing.passphrase)
  else for (const one of unsealing.identities) addIdentity(decrypter, one)
  try {
    return orDamaged(chunksOf(await decrypter.decrypt(streamOf(encrypted))))
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      throw new BackupError('wrong-key', 'This identity or passphrase does not open the backup.')
    }
    throw damaged(error)
  }
}

/** What is said of bytes that are not those that were written. */
export function damaged(cause?: unknown): BackupError {
  return new BackupError('damaged', 'This is no backup, or it was cut or changed. Take another copy of it.', {
    cause,
  })
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new BackupError('unusable', 'A recipient is no public key of age: it begins with age1.', { cause })
  }
}

function addIdentity(decrypter: Decrypter, identity: string): void {
  try {
    decrypter.addIdentity(identity)
  } catch {
    // The cause may hold the key.
    throw new BackupError('unusable', 'An identity is no private key of age: it begins with AGE-SECRET-KEY-.')
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function* orDamaged(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? error : damaged(error)
  }
}
