'use client'

/** Keeps what is being typed on the server, a moment after the last key, and says whether it is kept. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftContent, DraftName, Drafts } from './drafts.tsx'

const PAUSE_MS = 800

export type DraftState = 'none' | 'writing' | 'kept' | 'unkept'

export type DraftKeeper = {
  readonly state: DraftState
  /** Notes that the content changed; it is kept when the typing pauses. */
  readonly note: (content: DraftContent) => void
  /** Drops the draft and whatever was about to be kept. */
  readonly drop: () => void
}

export function useDraftKeeper(
  { form, subject }: DraftName,
  { save, discard }: Drafts,
  found: boolean,
): DraftKeeper {
  const [state, setState] = useState<DraftState>(found ? 'kept' : 'none')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Only the newest attempt may say how things stand: answers can overtake each other on a bad line.
  const attempt = useRef(0)

  useEffect(
    () => () => {
      clearTimeout(timer.current)
    },
    [],
  )

  const note = useCallback(
    (content: DraftContent) => {
      clearTimeout(timer.current)
      attempt.current += 1
      if (save === null) {
        setState('unkept')
        return
      }
      const mine = attempt.current
      setState('writing')
      timer.current = setTimeout(() => {
        save({ form, subject, content }).then(
          (outcome) => {
            if (mine === attempt.current) setState(outcome.ok ? 'kept' : 'unkept')
          },
          () => {
            if (mine === attempt.current) setState('unkept')
          },
        )
      }, PAUSE_MS)
    },
    [form, subject, save],
  )

  const drop = useCallback(() => {
    clearTimeout(timer.current)
    attempt.current += 1
    setState('none')
    // A draft that could not be dropped is offered again, with its key: saving it again saves nothing twice.
    discard?.({ form, subject }).catch(() => undefined)
  }, [form, subject, discard])

  return { state, note, drop }
}
