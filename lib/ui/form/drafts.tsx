'use client'

/** Who keeps what was typed and not saved yet: the server, never the browser, which others may search. */
import { createContext, useContext, type ReactNode } from 'react'
import type { Outcome } from '../../domain/refusal.ts'

/** One draft a person, form and subject. */
export type DraftName = { readonly form: string; readonly subject: string | null }

/** The key is kept with the words, so that a form saved just before the line broke is not saved twice after it. */
export type DraftContent = { readonly key: string; readonly values: Readonly<Record<string, unknown>> }

export type SaveDraft = (draft: DraftName & { readonly content: DraftContent }) => Promise<Outcome<unknown>>
export type DiscardDraft = (draft: DraftName) => Promise<Outcome<unknown>>

export type Drafts = { readonly save: SaveDraft | null; readonly discard: DiscardDraft | null }

const DraftsContext = createContext<Drafts>({ save: null, discard: null })

type DraftsProviderProps = { save: SaveDraft; discard: DiscardDraft; children: ReactNode }

/** Gives every form below it a place for its draft. */
export function DraftsProvider({ save, discard, children }: DraftsProviderProps) {
  return <DraftsContext value={{ save, discard }}>{children}</DraftsContext>
}

export function useDrafts(): Drafts {
  return useContext(DraftsContext)
}

/** Reads a draft that came back from the server; anything of another shape is no draft. */
export function readDraft(content: unknown): DraftContent | null {
  if (typeof content !== 'object' || content === null || !('key' in content) || !('values' in content))
    return null
  const { key, values } = content
  if (typeof key !== 'string' || typeof values !== 'object' || values === null) return null
  return { key, values: { ...values } }
}
