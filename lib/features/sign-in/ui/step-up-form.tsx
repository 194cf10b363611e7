'use client'

/** The password once more, from whoever is signed in. Their login is there for password managers, and cannot be changed. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PasswordField } from '../../../ui/fields/password-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useFormFrame } from '../../../ui/form/form-frame.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { stepUpAction } from '../actions.ts'
import { stepUpSchema } from '../schema.ts'

type StepUpFormProps = {
  login: string
  onProved: () => void
  /** Beside the button: the way out. */
  secondary: ReactNode
}

export function StepUpForm({ login, onProved, secondary }: StepUpFormProps) {
  const t = useTranslations('stepUp')
  const form = useActionForm({
    form: 'step-up',
    // Several forms of a page may ask, each in its place.
    subject: useFormFrame().id,
    schema: stepUpSchema,
    action: stepUpAction,
    defaults: { password: '' },
    drafts: false,
    // The fields stay filled until they go: password managers look at them then.
    keepValues: true,
    onDone: onProved,
  })
  return (
    <ActionForm
      form={form}
      submit={t('submit')}
      secondary={secondary}
      savedText={t('done')}
      failedTitle={t('failedTitle')}
    >
      <input type="text" name="login" autoComplete="username" value={login} readOnly hidden />
      <PasswordField
        control={form.control}
        name="password"
        label={t('password', { login })}
        hint={t('limit')}
        autoComplete="current-password"
      />
    </ActionForm>
  )
}
