/** How good the records are: a table a kind of problem, a row a field. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { QUALITY_PROBLEMS, type QualityProblem, type QualityRow } from '../schema.ts'

export function QualityTables({ rows }: { rows: readonly QualityRow[] }) {
  return QUALITY_PROBLEMS.map((problem) => (
    <QualityTable key={problem} problem={problem} rows={rows.filter((row) => row.problem === problem)} />
  ))
}

function QualityTable({ problem, rows }: { problem: QualityProblem; rows: readonly QualityRow[] }) {
  const t = useTranslations('recordQuality')
  const format = useFormatter()
  return (
    <Card title={t(`problem.${problem}`)}>
      <p data-dimmed>{t(`note.${problem}`)}</p>
      <DataTable
        caption={t(`problem.${problem}`)}
        rows={rows}
        rowKey={({ field }) => field}
        empty={null}
        columns={[
          {
            key: 'field',
            header: t('fieldLabel'),
            phone: 'title',
            cell: ({ field }) => t(`field.${field}`),
          },
          {
            key: 'found',
            header: t('found'),
            align: 'end',
            cell: ({ found, of }) => t('foundOf', { found, of }),
          },
          {
            key: 'share',
            header: t('share'),
            align: 'end',
            cell: ({ found, of }) => format.number(of === 0 ? 0 : found / of, { style: 'percent' }),
          },
        ]}
      />
    </Card>
  )
}
