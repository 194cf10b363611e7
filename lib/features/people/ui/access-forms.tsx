'use client'

/** What decides whether somebody comes in: a new link, shutting out, letting in again. One button each. */
import { Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { disablePersonAction, enablePersonAction, reinvitePersonAction } from '../actions.ts'
import { personSchema, type FreshLink, type PersonRow } from '../schema.ts'
import { OneTimeLink } from './one-time-link.tsx'

type AccessFormProps = { person: Pick<PersonRow, 'id' | 'login' | 'version'> }

export function ReinviteForm({ person }: AccessFormProps) {
  const t = useTranslations('people')
  const [link, setLink] = useState<FreshLink | null>(null)
  const form = useActionForm({
    form: 'person-reinvite',
    subject: person.id,
    schema: personSchema,
    action: reinvitePersonAction,
    defaults: { personId: person.id },
    drafts: false,
    onDone: setLink,
  })
  return (
    <Stack gap="md">
      {link === null ? null : <OneTimeLink link={link} />}
      <ActionForm form={form} submit={t('reinviteSubmit')} tone="default" failedTitle={t('reinviteFailed')} />
    </Stack>
  )
}

export function DisableForm({ person }: AccessFormProps) {
  const t = useTranslations('people')
  const form = useActionForm({
    form: 'person-disable',
    subject: person.id,
    schema: personSchema,
    action: disablePersonAction,
    defaults: { personId: person.id },
    version: person.version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('disableSubmit', { login: person.login })} tone="danger" />
}

export function EnableForm({ person }: AccessFormProps) {
  const t = useTranslations('people')
  const form = useActionForm({
    form: 'person-enable',
    subject: person.id,
    schema: personSchema,
    action: enablePersonAction,
    defaults: { personId: person.id },
    version: person.version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('enableSubmit', { login: person.login })} tone="default" />
}
