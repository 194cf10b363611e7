/** What is left of a release, how it was attacked, and what was tried: for whoever decides. No count that is not shown. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import type { ReleaseReport } from '../../../domain/releases/states.ts'

type ReportProps = { report: ReleaseReport; titleOf: (table: string) => string }

export function UseCard({ report, titleOf }: ReportProps) {
  const t = useTranslations('releases')
  const format = useFormatter()
  const share = (value: number) => format.number(value, { style: 'percent' })
  return (
    <Card title={t('use')}>
      {report.tables.map(({ table, utility }) => (
        <div key={table}>
          {report.tables.length > 1 ? <h3>{titleOf(table)}</h3> : null}
          <DefinitionList
            items={[
              { term: t('useCells'), value: share(utility.cells) },
              { term: t('useOthers'), value: share(utility.others) },
              { term: t('useInner'), value: share(utility.people) },
            ]}
          />
        </div>
      ))}
    </Card>
  )
}

export function AttackCard({ report, titleOf }: ReportProps) {
  const t = useTranslations('releases')
  return (
    <Card title={t('attack')}>
      {report.tables.map(({ table, attack: { demands, certificates, earlier } }) => (
        <div key={table}>
          {report.tables.length > 1 ? <h3>{titleOf(table)}</h3> : null}
          <p>{demands === 0 ? t('attackNone') : t('attackText', { demands, certificates })}</p>
          <p>{t('attackEarlier', { earlier })}</p>
        </div>
      ))}
    </Card>
  )
}

export function RungsTable({ rungs }: { rungs: ReleaseReport['rungs'] }) {
  const t = useTranslations('releases')
  return (
    <DataTable
      caption={t('triedCaption')}
      rows={rungs.map((rung, index) => ({ ...rung, index }))}
      rowKey={({ index }) => String(index)}
      empty={null}
      columns={[
        {
          key: 'rung',
          header: t('rung'),
          phone: 'title',
          cell: ({ rung }) => <span translate="no">{rung}</span>,
        },
        { key: 'result', header: t('result'), cell: ({ result }) => t(`results.${result}`) },
      ]}
    />
  )
}
