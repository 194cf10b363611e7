/** What the frame of a page must know about the house itself. */
import 'server-only'
import { env } from '../env.ts'

/** True when everybody in this house is invented, which every page then says. */
export function showsDemo(): boolean {
  return env().CAUSEWAY_DEMO
}
