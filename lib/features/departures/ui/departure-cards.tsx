/** What a colleague carries and what they looked at, before they leave. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Moment } from '../../../ui/dates.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import { VIEWED_DAYS, type Departure } from '../schema.ts'

export function CarriedCard({ departure }: { departure: Departure }) {
  const t = useTranslations('departures')
  return (
    <Card title={t('carried', { count: departure.carried.length })}>
      <DataTable
        caption={t('carried', { count: departure.carried.length })}
        rows={departure.carried}
        rowKey={(one) => one.id}
        empty={<p data-dimmed>{t('carriesNothing')}</p>}
        columns={[
          {
            key: 'code',
            header: t('case'),
            cell: (one) => <TextLink href={`/cases/${one.code}`}>{one.code}</TextLink>,
            phone: 'title',
          },
          { key: 'stage', header: t('stage'), cell: (one) => <StageBadge stage={one.stage} /> },
          { key: 'kind', header: t('how'), cell: (one) => t(`kind.${one.kind}`) },
        ]}
      />
    </Card>
  )
}

export function ViewedCard({ departure, timeZone }: { departure: Departure; timeZone: string }) {
  const t = useTranslations('departures')
  return (
    <Card title={t('viewed', { days: VIEWED_DAYS })}>
      <DataTable
        caption={t('viewed', { days: VIEWED_DAYS })}
        rows={departure.viewed}
        rowKey={(one) => one.code}
        empty={<p data-dimmed>{t('viewedNothing')}</p>}
        columns={[
          {
            key: 'code',
            header: t('case'),
            cell: (one) => <TextLink href={`/cases/${one.code}`}>{one.code}</TextLink>,
            phone: 'title',
          },
          { key: 'looks', header: t('looks'), cell: (one) => one.looks },
          { key: 'names', header: t('names'), cell: (one) => one.names },
          {
            key: 'last',
            header: t('last'),
            cell: (one) => <Moment value={one.lastAt} timeZone={timeZone} />,
          },
        ]}
      />
    </Card>
  )
}
