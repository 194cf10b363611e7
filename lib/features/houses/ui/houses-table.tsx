/** The houses of a team: code, kind, where roughly, and how many beds are free. No address and no resident. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Chip } from '../../../ui/chip.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { HouseDto } from '../schema.ts'

export function HousesTable({ houses, empty }: { houses: readonly HouseDto[]; empty: ReactNode }) {
  const t = useTranslations('houses')
  const words = useTranslations('vocabulary')
  return (
    <DataTable
      caption={t('caption')}
      rows={houses}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: 'code',
          header: t('code'),
          phone: 'title',
          cell: ({ code }) => (
            <strong translate="no" data-code>
              {code}
            </strong>
          ),
        },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => sentenceCase(words(`houseKind.${kind}`)) },
        { key: 'district', header: t('district'), cell: ({ district }) => words(`district.${district}`) },
        { key: 'beds', header: t('capacity'), align: 'end', cell: ({ capacity }) => capacity },
        { key: 'free', header: t('free'), align: 'end', cell: (house) => <Free house={house} /> },
      ]}
    />
  )
}

function Free({ house: { free, compromised } }: { house: HouseDto }) {
  const t = useTranslations('houses')
  if (compromised) return <Chip tone="red">{t('compromised')}</Chip>
  return free === 0 ? <Chip tone="amber">{t('full')}</Chip> : free
}
