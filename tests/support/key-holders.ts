/** Who holds the lock of a throw-away house that was asked to be locked. */
export const KEY_HOLDERS = [
  { name: 'mina', passphrase: 'lantern over the quiet harbour' },
  { name: 'suji', passphrase: 'seven herons at the salt gate' },
] as const
