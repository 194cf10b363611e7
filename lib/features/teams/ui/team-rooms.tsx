/** The teams as a list, with the form that changes one of them or makes a new one. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Columns } from '../../../ui/columns.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { TeamRow } from '../schema.ts'
import { CreateTeamForm, EditTeamForm } from './team-forms.tsx'
import { useZoneOptions, useZoneWords } from './zone-words.ts'

type TeamRoomsProps = { teams: readonly TeamRow[]; changing: TeamRow | null; now: Date }

export function TeamRooms({ teams, changing, now }: TeamRoomsProps) {
  const t = useTranslations('teams')
  const form = useTranslations('form')
  const zoneWords = useZoneWords(now)
  const zones = useZoneOptions(now)
  return (
    <>
      {changing === null ? (
        <Disclosure summary={t('create')} id="create" open={teams.length === 0}>
          <Columns kind="form">
            <Card>
              <CreateTeamForm zones={zones} />
            </Card>
          </Columns>
        </Disclosure>
      ) : (
        <Columns kind="form">
          <Card title={t('edit', { name: changing.name })}>
            <EditTeamForm key={changing.id} team={changing} zones={zones} />
          </Card>
        </Columns>
      )}
      <DataTable
        caption={t('caption')}
        rows={teams}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'name', header: t('name'), phone: 'title', cell: ({ name }) => name },
          { key: 'zone', header: t('timeZone'), cell: ({ timeZone }) => zoneWords(timeZone) },
          { key: 'people', header: t('people'), align: 'end', cell: ({ people }) => people },
          {
            key: 'change',
            header: form('change'),
            align: 'end',
            cell: ({ id, name }) => (
              <TextLink href={`/teams?change=${id}`} label={t('edit', { name })}>
                {form('change')}
              </TextLink>
            ),
          },
        ]}
      />
    </>
  )
}
