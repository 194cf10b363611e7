/**
 * The condition that an assignment, as `a` in the statement, holds at the time of the statement. Not of the transaction:
 * whoever waited for a lock is judged by what holds when they get it. The law of the database says the same in
 * `law.carried`.
 */
import 'server-only'
import { Prisma } from '../../prisma/generated/client.ts'

export const HOLDS_NOW = Prisma.sql`a.from_at <= statement_timestamp() AND (a.until_at IS NULL OR a.until_at > statement_timestamp())`
