'use client'

/** Login and password. Nothing typed here is kept as a draft, and the page is left by a full load. */
import { useTranslations } from 'next-intl'
import { getCsrfToken, signIn } from 'next-auth/react'
import { granted, refused, type Outcome } from '../../../domain/refusal.ts'
import { PasswordField } from '../../../ui/fields/password-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { signInSchema } from '../schema.ts'

type Typed = { login: string; password: string }

/** @param props.next where to go then; a path of this house, checked by the page */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('signIn')
  const form = useActionForm({
    form: 'sign-in',
    schema: signInSchema,
    action: openSession,
    defaults: { login: '', password: '' },
    drafts: false,
    // The fields stay filled until the page is left: password managers look at them then.
    keepValues: true,
    onDone: () => {
      window.location.replace(next)
    },
  })
  return (
    <ActionForm form={form} submit={t('submit')} savedText={t('done')} failedTitle={t('failedTitle')}>
      <TextField control={form.control} name="login" label={t('login')} autoComplete="username" />
      <PasswordField
        control={form.control}
        name="password"
        label={t('password')}
        autoComplete="current-password"
      />
    </ActionForm>
  )
}

async function openSession({ login, password }: Typed): Promise<Outcome<null>> {
  // Asked for first: next-auth leaves the page, and with it what was typed, when the server does not answer.
  if ((await getCsrfToken()) === undefined) throw new Error('unreachable')
  const answer = await signIn('credentials', { login, password, callbackUrl: '/', redirect: false })
  if (answer === undefined) throw new Error('unreachable')
  if (answer.error === 'CredentialsSignin') return refused('wrong-credentials')
  // A browser that keeps no cookies is sent back to the start without an error.
  const came = answer.ok && answer.error == null && answer.url?.includes('csrf=true') !== true
  return came ? granted(null) : refused('failed')
}
