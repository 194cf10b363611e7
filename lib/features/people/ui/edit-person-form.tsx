'use client'

/** Name, roles and team of somebody who is there already. Roles and team are asked of a second administrator. */
import { useTranslations } from 'next-intl'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { editPersonAction } from '../actions.ts'
import { editSchema, type PersonRow, type TeamChoice } from '../schema.ts'
import { RoleAndTeamFields } from './role-and-team-fields.tsx'

type EditPersonFormProps = { person: PersonRow; teams: readonly TeamChoice[] }

export function EditPersonForm({ person, teams }: EditPersonFormProps) {
  const t = useTranslations('people')
  const { id, displayName, roles, teamId, version } = person
  const form = useActionForm({
    form: 'person-edit',
    subject: id,
    schema: editSchema,
    action: editPersonAction,
    defaults: { personId: id, displayName, roles: [...roles], teamId: teamId ?? '' },
    version,
    drafts: false,
    keepValues: true,
  })
  return (
    <ActionForm form={form} submit={t('editSubmit')}>
      <TextField control={form.control} name="displayName" label={t('name')} hint={t('nameHint')} />
      <RoleAndTeamFields control={form.control} teams={teams} held={roles} />
    </ActionForm>
  )
}
