/** A colleague leaves or must be kept out: what they carry and looked at, who takes it, and the end of their access. */
import { Stack } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { readDeparture } from '../../../../../lib/features/departures/service.ts'
import { CarriedCard, ViewedCard } from '../../../../../lib/features/departures/ui/departure-cards.tsx'
import { LetGoForm, SuspendForm } from '../../../../../lib/features/departures/ui/departure-forms.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Column, Columns } from '../../../../../lib/ui/columns.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function LeavingPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requirePerson()
  const { id } = await params
  const departure = shown(await readDeparture(me, id))
  const t = await getTranslations('departures')
  const { person, suspendable, carried } = departure
  return (
    <PageBody>
      <PageHeading
        title={t('title', { name: person.name, count: carried.length })}
        note={person.shutOut ? t('shutOut') : undefined}
      />
      <Columns kind="halves">
        <Column>
          {person.elsewhere === 0 ? null : (
            <Notice tone="warning">{t('elsewhere', { count: person.elsewhere })}</Notice>
          )}
          {person.onCall && !person.shutOut ? <Notice tone="warning">{t('onCallNow')}</Notice> : null}
          {suspendable || person.shutOut ? null : <Notice tone="info">{t('notSuspendable')}</Notice>}
          {carried.length > 0 && (suspendable || person.shutOut) ? (
            <Card title={t(person.shutOut ? 'passOn' : 'letGo')}>
              <Stack gap="md">
                <p data-dimmed>{t('letGoNote')}</p>
                <LetGoForm
                  key={[person.shutOut, ...carried.map((one) => one.id)].join()}
                  departure={departure}
                />
              </Stack>
            </Card>
          ) : null}
          {suspendable && !person.shutOut ? (
            <Card title={t('suspend')}>
              <Stack gap="md">
                <p data-dimmed>{t('suspendNote')}</p>
                <SuspendForm person={person} />
              </Stack>
            </Card>
          ) : null}
          <ViewedCard departure={departure} timeZone={me.timeZone} />
        </Column>
        <Column>
          <CarriedCard departure={departure} />
        </Column>
      </Columns>
    </PageBody>
  )
}
