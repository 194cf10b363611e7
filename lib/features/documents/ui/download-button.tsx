'use client'

/** Fetches one document: asks for a handle, which is a look, and hands it to the browser's own download. */
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { failureOf, type Failure } from '../../../ui/form/failure.ts'
import { StepUpPlace, useStepUp } from '../../../ui/form/step-up.tsx'
import { requestDownloadAction } from '../actions.ts'
import styles from './documents.module.css'

type DownloadButtonProps = { caseId: string; documentId: string; label: string }

export function DownloadButton({ caseId, documentId, label }: DownloadButtonProps) {
  const t = useTranslations('documents')
  const refusals = useTranslations('refusals')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, startTransition] = useTransition()
  const { hold, stepUp } = useStepUp<null>({
    again: fetchIt,
    onCancel: () => {
      setFailure('step-up')
    },
  })

  function fetchIt(): void {
    setFailure(null)
    startTransition(async () => {
      try {
        const outcome = await requestDownloadAction({ caseId, documentId })
        if (outcome.ok) save(`/api/downloads/${outcome.value.handle}`)
        else if (outcome.refusal !== 'step-up' || !hold(null)) setFailure(outcome.refusal)
      } catch (error) {
        setFailure(failureOf(error))
      }
    })
  }

  return (
    <div className={styles.download}>
      <button
        type="button"
        className={styles.button}
        onClick={fetchIt}
        aria-disabled={pending}
        aria-label={label}
      >
        {t('download')}
      </button>
      <span className={styles.failed} role="status">
        {failure === null ? null : refusals(failure === 'unreachable' ? 'failed' : failure)}
      </span>
      <StepUpPlace stepUp={stepUp} />
    </div>
  )
}

/** The page stays: a link with `download` is never followed to another page, whatever the answer. */
function save(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
