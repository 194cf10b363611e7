/** Whether the database believes what this server says about who acts. */
import 'server-only'
import { db, jobsDb } from '../db.ts'
import { enter } from './context.ts'
import { openedByAct } from './tx.ts'

/** Throws, in words for an operator, when the database knows another key than this server's. */
export async function assertBelieved(): Promise<void> {
  for (const pool of [db(), jobsDb()]) {
    await pool.$transaction((client) => enter(openedByAct(client), { kind: 'operator' }))
  }
}
