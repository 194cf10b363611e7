'use client'

/** Gives every form of a signed-in page its place on the server for what is being typed. */
import type { ReactNode } from 'react'
import { DraftsProvider } from '../../../ui/form/drafts.tsx'
import { discardDraftAction, saveDraftAction } from '../actions.ts'

export function DraftKeeping({ children }: { children: ReactNode }) {
  return (
    <DraftsProvider save={saveDraftAction} discard={discardDraftAction}>
      {children}
    </DraftsProvider>
  )
}
