'use client'

/** A new password, twice, with its rules in sight and the login beside it for password managers. */
import { TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { PasswordField } from '../../../ui/fields/password-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { enrolAction } from '../actions.ts'
import { enrolSchema, type Invited } from '../schema.ts'

type EnrolFormProps = { invited: Invited; token: string; onDone: () => void }

export function EnrolForm({ invited, token, onDone }: EnrolFormProps) {
  const t = useTranslations('enrolment')
  const form = useActionForm({
    form: 'enrol',
    schema: enrolSchema,
    action: enrolAction,
    defaults: { token, password: '', again: '' },
    drafts: false,
    keepValues: true,
    onDone,
  })
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('welcome', { name: invited.displayName })}</p>
      <ActionForm form={form} submit={t('submit')} failedTitle={t('failedTitle')}>
        <TextInput label={t('login')} value={invited.login} readOnly autoComplete="username" />
        <PasswordField
          control={form.control}
          name="password"
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="new-password"
        />
        <PasswordField control={form.control} name="again" label={t('again')} autoComplete="new-password" />
      </ActionForm>
    </>
  )
}
