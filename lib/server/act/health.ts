/** Whether the door opens: asked by whoever watches the house, and answered without a word about why not. */
import 'server-only'
import { databaseAnswers } from '../db.ts'

export async function isHealthy(): Promise<boolean> {
  return databaseAnswers()
}
