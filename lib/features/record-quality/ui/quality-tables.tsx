/** How good the records are: a table a kind of problem, a row a field, with what was asked about it. */
import { useFormatter, useTranslations } from 'next-intl'
import { QUALITY_PROBLEMS, type QualityProblem } from '../../../domain/work/questions.ts'
import { Card } from '../../../ui/card.tsx'
import { Column } from '../../../ui/columns.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import type { QualityRow } from '../schema.ts'
import { useTold } from './use-told.ts'

export function QualityTables({ rows }: { rows: readonly QualityRow[] }) {
  const t = useTranslations('recordQuality')
  if (rows.every(({ of }) => of === 0)) return <EmptyState title={t('empty')} text={t('emptyText')} />
  return QUALITY_PROBLEMS.map((problem) => (
    <QualityTable key={problem} problem={problem} rows={rows.filter((row) => row.problem === problem)} />
  ))
}

function QualityTable({ problem, rows }: { problem: QualityProblem; rows: readonly QualityRow[] }) {
  const t = useTranslations('recordQuality')
  const format = useFormatter()
  const words = useTold()
  return (
    <Card title={t(`problem.${problem}`)}>
      <Column>
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
              cell: ({ found, of }) =>
                of === 0 ? (
                  <span data-dimmed>{t('nothingRecorded')}</span>
                ) : (
                  t('foundOf', { found: words(found), of: words(of) })
                ),
            },
            {
              key: 'share',
              header: t('share'),
              align: 'end',
              phone: 'hide',
              cell: ({ share, of }) =>
                share === null || of === 0 ? '–' : format.number(share, { style: 'percent' }),
            },
            { key: 'questions', header: t('questions'), align: 'end', cell: (row) => <Progress row={row} /> },
            {
              key: 'ask',
              header: t('askColumn'),
              align: 'end',
              phone: 'whole',
              nowrap: true,
              cell: (row) => <AskLink row={row} />,
            },
          ]}
        />
      </Column>
    </Card>
  )
}

/** How far what was asked has come. */
function Progress({ row: { open, answered } }: { row: QualityRow }) {
  const t = useTranslations('recordQuality')
  const words = useTold()
  if (open === 0 && answered === 0) return <span data-dimmed>{t('noQuestions')}</span>
  return t('progress', { open: words(open), answered: words(answered) })
}

/** Leads to the card that confirms. A screen reader hears which row it is. */
function AskLink({ row: { found, field, question } }: { row: QualityRow }) {
  const t = useTranslations('recordQuality')
  if (found === 0) return <span data-dimmed>{t('nothingToAsk')}</span>
  return (
    <LinkButton
      href={`/releases/quality?ask=${question}#ask`}
      size="xs"
      label={t('askAbout', { field: t(`field.${field}`) })}
    >
      {t('ask')}
    </LinkButton>
  )
}
