'use client'

/**
 * The names of one person behind one tap. They come only when asked for, each look is recorded, and they go by
 * themselves: after a minute, or as soon as somebody turns to another window.
 */
import { useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { failureOf, type Failure } from '../../../ui/form/failure.ts'
import { StepUpPlace, useStepUp } from '../../../ui/form/step-up.tsx'
import { readIdentityAction } from '../actions.ts'
import type { Names } from '../schema.ts'
import styles from './cases.module.css'

/** How long names stay on the screen. */
const SHOWN_MS = 60_000
const ORDER = ['hangul', 'latin', 'cyrillic', 'aliases', 'birthYear', 'phone', 'guardian'] as const

export function NameReveal({ caseId }: { caseId: string }) {
  const t = useTranslations('cases')
  const refusals = useTranslations('refusals')
  const [names, setNames] = useState<Names | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, startTransition] = useTransition()
  const { hold, stepUp } = useStepUp<null>({
    again: show,
    onCancel: () => {
      setFailure('step-up')
    },
  })

  useEffect(() => {
    if (names === null) return undefined
    function hide(): void {
      setNames(null)
    }
    const timer = setTimeout(hide, SHOWN_MS)
    window.addEventListener('blur', hide)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('blur', hide)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [names])

  function show(): void {
    setFailure(null)
    startTransition(async () => {
      try {
        const outcome = await readIdentityAction({ caseId })
        // Whoever has turned to another window meanwhile would not see it hide: they tap again.
        if (outcome.ok) setNames(document.hasFocus() ? outcome.value : null)
        else if (outcome.refusal !== 'step-up' || !hold(null)) setFailure(outcome.refusal)
      } catch (error) {
        setFailure(failureOf(error))
      }
    })
  }

  const known = names === null ? [] : ORDER.filter((name) => names[name] !== '')
  return (
    <>
      <div className={styles.names} aria-live="polite">
        {names === null ? (
          <span className={styles.row}>
            <span className={styles.dots} aria-hidden="true">
              ••••••
            </span>
            <button type="button" className={styles.open} onClick={show} disabled={pending}>
              {t('showName')}
            </button>
          </span>
        ) : (
          <>
            {known.length === 0 ? <span>{t('noName')}</span> : null}
            {known.map((name) => (
              <span key={name} className={styles.row}>
                <span data-dimmed>{t(name)}</span> <bdi translate="no">{names[name]}</bdi>
              </span>
            ))}
            <button
              type="button"
              className={styles.open}
              onClick={() => {
                setNames(null)
              }}
            >
              {t('hideName')}
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
