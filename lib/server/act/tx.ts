/** The transaction that only `act` hands out: a store that takes one cannot be called without an audit entry. */
import 'server-only'
import type { Prisma } from '../../../prisma/generated/client.ts'

declare const opened: unique symbol

export type Tx = Prisma.TransactionClient & { readonly [opened]: true }

/** Marks a transaction as opened by `act`. Nothing else may call this; the lint says so. */
export function openedByAct(client: Prisma.TransactionClient): Tx {
  return client as Tx
}
