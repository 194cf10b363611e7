/** What a key holder says to unlock the house. Limits alone: what is right, the lock says. */
import { z } from 'zod'

export const unlockSchema = z.object({
  holder: z.string().max(200),
  passphrase: z.string().max(1024),
})
export type UnlockInput = z.output<typeof unlockSchema>
