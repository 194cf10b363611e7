'use client'

/** Asks for somebody new. Another administrator decides; then whoever asked makes the link. */
import { useTranslations } from 'next-intl'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { askInvitationAction } from '../actions.ts'
import { inviteSchema, type TeamChoice } from '../schema.ts'
import { RoleAndTeamFields } from './role-and-team-fields.tsx'

export function InviteForm({ teams }: { teams: readonly TeamChoice[] }) {
  const t = useTranslations('people')
  const form = useActionForm({
    form: 'person-invite',
    schema: inviteSchema,
    action: askInvitationAction,
    defaults: { login: '', displayName: '', roles: [], teamId: '' },
    drafts: false,
  })
  return (
    <ActionForm
      form={form}
      submit={t('inviteSubmit')}
      savedText={t('inviteAsked')}
      failedTitle={t('inviteFailed')}
    >
      <FieldRow>
        <TextField control={form.control} name="displayName" label={t('name')} hint={t('nameHint')} />
        <TextField control={form.control} name="login" label={t('login')} hint={t('loginHint')} lang="en" />
      </FieldRow>
      <RoleAndTeamFields control={form.control} teams={teams} />
    </ActionForm>
  )
}
