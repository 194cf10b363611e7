'use client'

/** Adds somebody to the house and shows the one-time link that lets them in. */
import { Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { invitePersonAction } from '../actions.ts'
import { inviteSchema, type FreshLink, type TeamChoice } from '../schema.ts'
import { OneTimeLink } from './one-time-link.tsx'
import { RoleAndTeamFields } from './role-and-team-fields.tsx'

export function InviteForm({ teams }: { teams: readonly TeamChoice[] }) {
  const t = useTranslations('people')
  const [link, setLink] = useState<FreshLink | null>(null)
  const form = useActionForm({
    form: 'person-invite',
    schema: inviteSchema,
    action: invitePersonAction,
    defaults: { login: '', displayName: '', roles: [], teamId: '' },
    drafts: false,
    onDone: setLink,
  })
  return (
    <Stack gap="lg">
      {link === null ? null : <OneTimeLink link={link} />}
      <ActionForm form={form} submit={t('inviteSubmit')} failedTitle={t('inviteFailed')}>
        <FieldRow>
          <TextField control={form.control} name="displayName" label={t('name')} hint={t('nameHint')} />
          <TextField control={form.control} name="login" label={t('login')} hint={t('loginHint')} lang="en" />
        </FieldRow>
        <RoleAndTeamFields control={form.control} teams={teams} />
      </ActionForm>
    </Stack>
  )
}
