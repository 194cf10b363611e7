/** Whether the door opens: asked by whoever watches the house, and answered without a word about why not. */
import 'server-only'
import { databaseAnswers } from '../db.ts'

/** True when the database behind the door answers. */
export async function isHealthy(): Promise<boolean> {
  return databaseAnswers()
}
