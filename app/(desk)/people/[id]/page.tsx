/** One person of the house: who they are, what they may, and whether they come in. */
import { Stack } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { readLink } from '../../../../lib/features/links/service.ts'
import { LinkCard } from '../../../../lib/features/links/ui/link-card.tsx'
import { readPerson } from '../../../../lib/features/people/service.ts'
import { DisableForm, EnableForm } from '../../../../lib/features/people/ui/access-forms.tsx'
import { EditPersonForm } from '../../../../lib/features/people/ui/edit-person-form.tsx'
import { WaitingNotice } from '../../../../lib/features/people/ui/waiting-notice.tsx'
import { PersonStateChip } from '../../../../lib/features/people/ui/person-state.tsx'
import { EndSessionsForm } from '../../../../lib/features/seizures/ui/seized-forms.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Card } from '../../../../lib/ui/card.tsx'
import { Columns, Column } from '../../../../lib/ui/columns.tsx'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requirePerson()
  const { id } = await params
  const { person, teams, waiting, mayAsk } = shown(await readPerson(me, id))
  const link = shown(await readLink(me, person.id))
  const t = await getTranslations('people')
  return (
    <PageBody>
      <PageHeading
        title={`${person.displayName} · ${person.login}`}
        note={<PersonStateChip person={person} timeZone={me.timeZone} />}
        actions={<LinkButton href="/people">{t('back')}</LinkButton>}
      />
      <Columns kind="halves">
        <Card title={t('edit')}>
          <Stack gap="md">
            <p data-dimmed>{t('editNote')}</p>
            <WaitingNotice person={person} waiting={waiting} mayAsk={mayAsk} timeZone={me.timeZone} />
            <EditPersonForm person={person} teams={teams} />
          </Stack>
        </Card>
        <Column>
          {person.state === 'disabled' ? (
            <Card title={t('enable')}>
              <Stack gap="md">
                <p>{t('disabledNow')}</p>
                <EnableForm person={person} />
              </Stack>
            </Card>
          ) : person.state === 'suspended' ? (
            <>
              <Card title={t('lift')}>
                <Stack gap="md">
                  <p>{t('suspendedNow')}</p>
                  <blockquote>{person.suspendedFor}</blockquote>
                  <EnableForm person={person} />
                </Stack>
              </Card>
              <Card title={t('disable')}>
                <Stack gap="md">
                  <p data-dimmed>{t('disableNote')}</p>
                  <DisableForm person={person} />
                </Stack>
              </Card>
            </>
          ) : (
            <>
              <LinkCard person={person} standing={link} timeZone={me.timeZone} />
              {person.id === me.personId || person.state !== 'active' ? null : (
                <Card title={t('endSessions')}>
                  <Stack gap="md">
                    <p data-dimmed>{t('endSessionsNote')}</p>
                    <EndSessionsForm personId={person.id} />
                  </Stack>
                </Card>
              )}
              <Card title={t('disable')}>
                <Stack gap="md">
                  <p data-dimmed>{t(person.id === me.personId ? 'disableSelf' : 'disableNote')}</p>
                  {person.id === me.personId ? null : <DisableForm person={person} />}
                </Stack>
              </Card>
            </>
          )}
        </Column>
      </Columns>
    </PageBody>
  )
}
