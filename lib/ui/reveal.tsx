'use client'

/**
 * What gets somebody caught, behind one tap. It comes only when asked for, each look is recorded and counts, and it goes by
 * itself: after a minute, or as soon as somebody turns to another window.
 */
import { useTranslations } from 'next-intl'
import { useCallback, useState, useTransition } from 'react'
import type { Outcome } from '../domain/refusal.ts'
import { failureOf, type Failure } from './form/failure.ts'
import { StepUpPlace, useStepUp } from './form/step-up.tsx'
import { useGoesByItself } from './goes-by-itself.ts'
import styles from './reveal.module.css'

export type RevealedLine = { readonly key: string; readonly term?: string; readonly text: string }

type RevealProps<T> = {
  /** Asks for it; each call is a look. */
  ask: () => Promise<Outcome<T>>
  /** What of it is shown, line by line. */
  lines: (value: T) => readonly RevealedLine[]
  /** What is said where there is nothing. */
  empty: string
  /** What the button opens, for whoever cannot see what it stands beside. */
  label: string
}

export function Reveal<T>({ ask, lines, empty, label }: RevealProps<T>) {
  const t = useTranslations('reveal')
  const refusals = useTranslations('refusals')
  const [shown, setShown] = useState<readonly RevealedLine[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, startTransition] = useTransition()
  const { hold, stepUp } = useStepUp<null>({
    again: show,
    onCancel: () => {
      setFailure('step-up')
    },
  })

  const hide = useCallback(() => {
    setShown(null)
  }, [])
  useGoesByItself(shown !== null, hide)

  function show(): void {
    setFailure(null)
    startTransition(async () => {
      try {
        const outcome = await ask()
        // Whoever has turned to another window meanwhile would not see it hide: they tap again.
        if (outcome.ok) setShown(document.hasFocus() ? lines(outcome.value) : null)
        else if (outcome.refusal !== 'step-up' || !hold(null)) setFailure(outcome.refusal)
      } catch (error) {
        setFailure(failureOf(error))
      }
    })
  }

  return (
    <>
      <div className={styles.lines} aria-live="polite">
        {shown === null ? (
          <span className={styles.row}>
            <span className={styles.dots} aria-hidden="true">
              ••••••
            </span>
            <button
              type="button"
              className={styles.open}
              onClick={show}
              disabled={pending}
              aria-label={label}
            >
              {t('show')}
            </button>
          </span>
        ) : (
          <>
            {shown.length === 0 ? <span>{empty}</span> : null}
            {shown.map(({ key, term, text }) => (
              <span key={key} className={styles.row}>
                {term === undefined ? null : <span data-dimmed>{term}</span>}{' '}
                <bdi className={styles.text} translate="no">
                  {text}
                </bdi>
              </span>
            ))}
            <button type="button" className={styles.open} onClick={hide}>
              {t('hide')}
            </button>
          </>
        )}
        {failure === null ? null : (
          <span className={styles.failed}>{refusals(failure === 'unreachable' ? 'failed' : failure)}</span>
        )}
      </div>
      <StepUpPlace stepUp={stepUp} />
    </>
  )
}
