/** The key under which one filling of a form is saved at most once. */
import { newId } from './new-id.ts'

export function newIdempotencyKey(): string {
  return newId()
}
