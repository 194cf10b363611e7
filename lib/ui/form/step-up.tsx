'use client'

/**
 * What a form does when it is refused until somebody confirms that it is them: the attempt waits as it was sent, the
 * confirmation opens in its place, and the very same attempt goes out again. How it is asked, the desk says.
 */
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import styles from './form.module.css'

/** What the confirmation answers with. */
export type ConfirmationProps = { readonly onProved: () => void; readonly onCancel: () => void }

type Ask = (props: ConfirmationProps) => ReactNode

const StepUpContext = createContext<Ask | null>(null)

/** Gives every form below it the way to ask. */
export function StepUpProvider({ ask, children }: { ask: Ask; children: ReactNode }) {
  return <StepUpContext value={ask}>{children}</StepUpContext>
}

export type StepUp = ConfirmationProps & {
  /** True while the confirmation is open. */
  readonly asked: boolean
  /** What had the focus when it opened. */
  readonly origin: Element | null
}

type StepUpOptions<A> = {
  /** Makes the same attempt again, after the confirmation. */
  again: (attempt: A) => void
  /** Tells that the attempt was given up. */
  onCancel: () => void
}

type Waiting<A> = { readonly attempt: A; readonly origin: Element | null }

/**
 * For whatever calls an action, form or button. `hold` answers false where nobody can ask: the refusal is then told like
 * any other.
 */
export function useStepUp<A>({ again, onCancel }: StepUpOptions<A>): {
  readonly hold: (attempt: A) => boolean
  readonly stepUp: StepUp
} {
  const ask = useContext(StepUpContext)
  const [waiting, setWaiting] = useState<Waiting<A> | null>(null)
  return {
    hold: (attempt) => {
      if (ask === null) return false
      setWaiting({ attempt, origin: document.activeElement })
      return true
    },
    stepUp: {
      asked: waiting !== null,
      origin: waiting?.origin ?? null,
      onProved: () => {
        if (waiting === null) return
        setWaiting(null)
        again(waiting.attempt)
      },
      onCancel: () => {
        setWaiting(null)
        onCancel()
      },
    },
  }
}

/** Where the confirmation opens. When it closes, the focus goes back to where it came from. */
export function StepUpPlace({ stepUp }: { stepUp: StepUp }) {
  const ask = useContext(StepUpContext)
  const back = useRef<Element | null>(null)
  const { asked, origin } = stepUp
  useEffect(() => {
    if (asked) {
      back.current = origin
      return
    }
    // An error summary may have taken the focus already, and has more to say.
    if (back.current instanceof HTMLElement && document.activeElement === document.body) back.current.focus()
    back.current = null
  }, [asked, origin])
  if (!asked || ask === null) return null
  return (
    <div
      className={styles.confirmation}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        stepUp.onCancel()
      }}
    >
      {ask(stepUp)}
    </div>
  )
}
