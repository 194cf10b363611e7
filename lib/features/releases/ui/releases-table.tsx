/** Releases, the newest first. */
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { ReleaseListed } from '../schema.ts'
import { periodWords } from './period-words.ts'
import { ReleaseStateChip } from './release-state.tsx'

type ReleasesTableProps = { releases: readonly ReleaseListed[]; timeZone: string; empty: ReactNode }

export function ReleasesTable({ releases, timeZone, empty }: ReleasesTableProps) {
  const t = useTranslations('releases')
  const format = useFormatter()
  return (
    <DataTable
      caption={t('caption')}
      rows={releases}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'code',
          header: t('code'),
          phone: 'title',
          cell: ({ code }) => (
            <TextLink href={`/releases/${code}`}>
              <span translate="no" data-code>
                {code}
              </span>
            </TextLink>
          ),
        },
        {
          key: 'definition',
          header: t('definitionLabel'),
          cell: ({ definition }) => t(`definition.${definition}`),
        },
        {
          key: 'period',
          header: t('periodLabel'),
          nowrap: true,
          cell: ({ period }) => {
            const { key, years } = periodWords(period)
            return t(key, years)
          },
        },
        { key: 'tier', header: t('tierLabel'), cell: ({ tier }) => t(`tier.${tier}`) },
        { key: 'state', header: t('stateLabel'), cell: ({ state }) => <ReleaseStateChip state={state} /> },
        {
          key: 'asked',
          header: t('askedLabel'),
          cell: ({ askedBy, askedAt }) =>
            t('askedBy', {
              who: askedBy,
              when: format.dateTime(new Date(askedAt), 'moment', { timeZone }),
            }),
        },
      ]}
    />
  )
}
