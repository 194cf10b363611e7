/** Everybody who has, had or is about to have access, by login. */
import { useTranslations } from 'next-intl'
import { DataTable } from '../../../ui/data-table.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { PersonRow } from '../schema.ts'
import { PersonStateChip } from './person-state.tsx'
import { useRoleWords } from './role-words.ts'

type PeopleTableProps = { people: readonly PersonRow[]; timeZone: string }

export function PeopleTable({ people, timeZone }: PeopleTableProps) {
  const t = useTranslations('people')
  const roleWords = useRoleWords()
  return (
    <DataTable
      caption={t('caption')}
      rows={people}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          key: 'name',
          header: t('name'),
          phone: 'title',
          cell: ({ id, displayName }) => <TextLink href={`/people/${id}`}>{displayName}</TextLink>,
        },
        { key: 'login', header: t('login'), cell: ({ login }) => login },
        { key: 'roles', header: t('roles'), cell: ({ roles }) => roleWords(roles) },
        {
          key: 'team',
          header: t('team'),
          cell: ({ teamName }) => teamName ?? <span data-dimmed>{t('noTeam')}</span>,
        },
        {
          key: 'state',
          header: t('state'),
          cell: (person) => <PersonStateChip person={person} timeZone={timeZone} />,
        },
      ]}
    />
  )
}
