/** The teams of the house, for those who run it. */
import { getTranslations } from 'next-intl/server'
import { readTeams } from '../../../lib/features/teams/service.ts'
import { TeamRooms } from '../../../lib/features/teams/ui/team-rooms.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

type TeamsPageProps = { searchParams: Promise<{ change?: string | string[] }> }

export default async function TeamsPage({ searchParams }: TeamsPageProps) {
  const person = await requirePerson()
  const { change } = await searchParams
  const teams = shown(await readTeams(person))
  const t = await getTranslations('teams')
  return (
    <PageBody>
      <PageHeading
        title={t('title', { count: teams.length })}
        note={t(teams.length === 0 ? 'empty' : 'note')}
      />
      <TeamRooms teams={teams} changing={teams.find(({ id }) => id === change) ?? null} now={new Date()} />
    </PageBody>
  )
}
