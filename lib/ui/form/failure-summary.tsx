'use client'

/** What a failed attempt to save tells the person, and the way out of it. */
import { useTranslations } from 'next-intl'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { signInPath } from '../../domain/return-path.ts'
import { ErrorSummary, FieldErrors, useProblemCount } from './error-summary.tsx'
import styles from './form.module.css'
import type { ActionFormHandle } from './use-action-form.ts'

type FailureSummaryProps<V extends Record<string, unknown>> = {
  form: ActionFormHandle<V>
  title?: string | undefined
}

export function FailureSummary<V extends Record<string, unknown>>({ form, title }: FailureSummaryProps<V>) {
  const t = useTranslations()
  const router = useRouter()
  const count = useProblemCount(form.control)
  const { failure, attempts } = form
  if (failure === null) return null
  if (count > 0) {
    return (
      <ErrorSummary title={t('form.summaryTitle', { count })} attempt={attempts}>
        {failure === 'invalid' ? null : (
          <p>{t(`refusals.${failure === 'unreachable' ? 'failed' : failure}`)}</p>
        )}
        <FieldErrors control={form.control} />
      </ErrorSummary>
    )
  }
  return (
    <ErrorSummary title={title ?? t('form.refusedTitle')} attempt={attempts}>
      <p>{failure === 'unreachable' ? t('form.unreachable') : t(`refusals.${failure}`)}</p>
      {failure === 'signed-out' ? <SignInAgain kept={form.draft.state === 'kept'} /> : null}
      {failure === 'stale' || failure === 'key-reused' ? (
        <button
          type="button"
          className={styles.linkButton}
          onClick={() => {
            router.refresh()
          }}
        >
          {t('form.reload')}
        </button>
      ) : null}
    </ErrorSummary>
  )
}

/** In place when the draft is kept; in a new tab when only this page still holds the words. */
function SignInAgain({ kept }: { kept: boolean }) {
  const t = useTranslations('form')
  const path = usePathname()
  // Which form stands open is said in the query.
  const query = useSearchParams().toString()
  return (
    <p>
      <a
        href={signInPath(query === '' ? path : `${path}?${query}`)}
        {...(kept ? {} : { target: '_blank', rel: 'noreferrer' })}
      >
        {t('signIn')}
      </a>{' '}
      {kept ? t('signInHere') : t('signInNewTab')}
    </p>
  )
}
