'use client'

/** Draws a form of `useActionForm`: what failed, what was kept, the fields, the button and what became of it. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAlive } from '../alive.ts'
import { LinkButton } from '../link-button.tsx'
import { FailureSummary } from './failure-summary.tsx'
import { FormFrameProvider } from './form-frame.tsx'
import styles from './form.module.css'
import { StepUpPlace } from './step-up.tsx'
import { SubmitButton } from './submit-button.tsx'
import type { ActionFormHandle } from './use-action-form.ts'

type ActionFormProps<V extends Record<string, unknown>> = {
  form: ActionFormHandle<V>
  submit: string
  children?: ReactNode
  tone?: 'primary' | 'danger' | 'default'
  size?: 'sm' | 'xs'
  cancel?: { href: string; label: string }
  secondary?: ReactNode
  layout?: 'stack' | 'inline' | 'row'
  savedText?: string
  /** While the answer is awaited; "Saving…" when it is left out. */
  pendingText?: string
  /** Heads the summary when nothing was saved; "This was not saved" when it is left out. */
  failedTitle?: string
}

export function ActionForm<V extends Record<string, unknown>>(props: ActionFormProps<V>) {
  const { form, submit, children, tone = 'primary', size = 'sm', cancel, secondary, layout = 'stack' } = props
  const t = useTranslations('form')
  const alive = useAlive()
  return (
    <FormFrameProvider id={form.id}>
      {/* `post`: should the script never arrive, what was typed must not end up in the address. */}
      <form
        id={form.id}
        method="post"
        noValidate
        className={styles.form}
        data-layout={layout}
        aria-busy={form.pending}
        // What was sent is what stands there, until somebody has confirmed or given up.
        inert={form.stepUp.asked}
        onSubmit={(event) => {
          void form.submit(event)
        }}
      >
        {/* What is typed before the script is there would be lost: the fields wait for it. */}
        <fieldset disabled={!alive} className={styles.alive}>
          <FailureSummary form={form} title={props.failedTitle} />
          {form.draft.restored ? (
            <div className={styles.draft} role="status">
              <span>{t('draftRestored')}</span>
              <button type="button" className={styles.linkButton} onClick={form.draft.discard}>
                {t('draftDiscard')}
              </button>
            </div>
          ) : null}
          <div className={styles.fields}>{children}</div>
          <div className={styles.actions}>
            <SubmitButton pending={form.pending} tone={tone} size={size}>
              {form.failure === 'unreachable' ? t('retry') : submit}
            </SubmitButton>
            {secondary}
            {cancel === undefined ? null : (
              <LinkButton href={cancel.href} tone="quiet" size={size}>
                {cancel.label}
              </LinkButton>
            )}
            <span className={styles.status} role="status" data-saved={form.saved}>
              {form.pending ? (props.pendingText ?? t('saving')) : null}
              {form.saved ? `✓ ${props.savedText ?? t('saved')}` : null}
              {!form.saved && !form.pending && form.draft.state === 'kept' ? t('draftKept') : null}
            </span>
          </div>
        </fieldset>
      </form>
      <StepUpPlace stepUp={form.stepUp} />
    </FormFrameProvider>
  )
}
