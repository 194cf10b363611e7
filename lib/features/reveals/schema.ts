/** One tap: somebody else says that a colleague's many looks are well. */
import { z } from 'zod'

export const releaseLooksSchema = z.object({ personId: z.uuid(), id: z.uuid() })
export type ReleaseLooksInput = z.output<typeof releaseLooksSchema>
