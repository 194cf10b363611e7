'use client'

/** Which roles somebody holds, each with what it sees, and the team that two of them need. */
import { useTranslations } from 'next-intl'
import type { Control, FieldPath } from 'react-hook-form'
import { ROLES, type Role } from '../../../domain/policy/roles.ts'
import { CheckboxGroupField } from '../../../ui/fields/checkbox-group-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import type { TeamChoice } from '../schema.ts'

type Values = { displayName: string; roles: Role[]; teamId: string }
type RoleAndTeamFieldsProps<V extends Values> = {
  control: Control<V, unknown, V>
  teams: readonly TeamChoice[]
  /** Roles that are held already are offered, whatever else. */
  held?: readonly Role[]
}

/** A guest sees single cases on chosen days, which cannot be given yet. */
const OFFERED: readonly Role[] = ROLES.filter((role) => role !== 'guest')

export function RoleAndTeamFields<V extends Values>({
  control,
  teams,
  held = [],
}: RoleAndTeamFieldsProps<V>) {
  const t = useTranslations('people')
  const words = useTranslations('vocabulary.role')
  const roles = ROLES.filter((role) => OFFERED.includes(role) || held.includes(role))
  return (
    <>
      <CheckboxGroupField
        control={control}
        name={'roles' as FieldPath<V>}
        label={t('roles')}
        hint={t('rolesHint')}
        options={roles.map((role) => ({ value: role, label: words(role), hint: t(`roleHint.${role}`) }))}
      />
      <SelectField
        control={control}
        name={'teamId' as FieldPath<V>}
        label={t('team')}
        hint={t('teamHint')}
        placeholder={t('noTeam')}
        width="medium"
        options={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  )
}
