/** Who works in the house, for those who run it. */
import { Stack } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { readAskedPeople } from '../../../lib/features/links/service.ts'
import { AskedPeople } from '../../../lib/features/links/ui/asked-people.tsx'
import { readPeople } from '../../../lib/features/people/service.ts'
import { AloneNotice } from '../../../lib/features/people/ui/alone-notice.tsx'
import { InviteForm } from '../../../lib/features/people/ui/invite-form.tsx'
import { PeopleTable } from '../../../lib/features/people/ui/people-table.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Card } from '../../../lib/ui/card.tsx'
import { Columns } from '../../../lib/ui/columns.tsx'
import { Disclosure } from '../../../lib/ui/disclosure.tsx'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { Notice } from '../../../lib/ui/notice.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

type PeoplePageProps = { searchParams: Promise<{ after?: string | string[] }> }

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const person = await requirePerson()
  const { after } = await searchParams
  const from = typeof after === 'string' ? after : null
  const { people, teams, mayAsk, next } = shown(await readPeople(person, from))
  const asked = shown(await readAskedPeople(person))
  const t = await getTranslations('people')
  const whole = from === null && next === null
  const active = people.filter(({ state }) => state === 'active').length
  const waiting = people.filter(({ state }) => state === 'invited' || state === 'no-link').length
  return (
    <PageBody>
      <PageHeading
        title={whole ? t('title', { count: active }) : t('partTitle')}
        note={whole ? t('waiting', { count: waiting }) : undefined}
      />
      {teams.length === 0 ? (
        <Notice tone="info">
          <p>{t('noTeamsYet')}</p>
          <p>
            <LinkButton href="/teams">{t('makeTeam')}</LinkButton>
          </p>
        </Notice>
      ) : null}
      <Disclosure summary={t('invite')} id="invite">
        <Columns kind="form">
          <Card>
            <Stack gap="md">
              {mayAsk ? <p data-dimmed>{t('inviteNote')}</p> : null}
              {mayAsk ? <InviteForm teams={teams} /> : <AloneNotice />}
            </Stack>
          </Card>
        </Columns>
      </Disclosure>
      <AskedPeople asked={asked} timeZone={person.timeZone} />
      <PeopleTable people={people} timeZone={person.timeZone} />
      {whole ? null : (
        <p>
          {next === null ? (
            <LinkButton href="/people">{t('back')}</LinkButton>
          ) : (
            <LinkButton href={`/people?after=${next}`}>{t('more')}</LinkButton>
          )}
        </p>
      )}
    </PageBody>
  )
}
