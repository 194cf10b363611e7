'use client'

/** Making a team, and changing its name or its clock. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { Control, FieldPath } from 'react-hook-form'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { createTeamAction, editTeamAction } from '../actions.ts'
import { createTeamSchema, editTeamSchema, type TeamRow } from '../schema.ts'
import type { ZoneOption } from './zone-words.ts'

type Zones = { zones: readonly ZoneOption[] }

export function CreateTeamForm({ zones }: Zones) {
  const t = useTranslations('teams')
  const form = useActionForm({
    form: 'team-create',
    schema: createTeamSchema,
    action: createTeamAction,
    defaults: { name: '', timeZone: '' },
    drafts: false,
  })
  return (
    <ActionForm form={form} submit={t('createSubmit')}>
      <TeamFields control={form.control} zones={zones} />
    </ActionForm>
  )
}

export function EditTeamForm({ team, zones }: { team: TeamRow } & Zones) {
  const words = useTranslations('form')
  const t = useTranslations('teams')
  const router = useRouter()
  const form = useActionForm({
    form: 'team-edit',
    subject: team.id,
    schema: editTeamSchema,
    action: editTeamAction,
    defaults: { teamId: team.id, name: team.name, timeZone: team.timeZone },
    version: team.version,
    drafts: false,
    keepValues: true,
    onDone: () => {
      router.replace('/teams')
    },
  })
  return (
    <ActionForm form={form} submit={words('save')} cancel={{ href: '/teams', label: words('cancel') }}>
      <TeamFields control={form.control} zones={zones} hint={t('clockHint')} />
    </ActionForm>
  )
}

type TeamFieldsProps<V extends { name: string; timeZone: string }> = Zones & {
  control: Control<V, unknown, V>
  hint?: string
}

function TeamFields<V extends { name: string; timeZone: string }>(props: TeamFieldsProps<V>) {
  const { control, zones, hint } = props
  const t = useTranslations('teams')
  return (
    <>
      <TextField control={control} name={'name' as FieldPath<V>} label={t('name')} hint={t('nameHint')} />
      <SelectField
        control={control}
        name={'timeZone' as FieldPath<V>}
        label={t('timeZone')}
        hint={hint}
        options={zones}
      />
    </>
  )
}
