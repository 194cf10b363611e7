/** A phone that was taken from a colleague: whose it is. */
import { z } from 'zod'

export const seizedSchema = z.object({ personId: z.uuid() })
export type SeizedInput = z.output<typeof seizedSchema>

export type Colleague = { readonly id: string; readonly name: string; readonly team: string | null }
