/** What would leave, and what has been: told in sentences, then the tables and the days between stages. */
import { useLocale, useTranslations } from 'next-intl'
import { localeOf } from '../../../domain/locale.ts'
import type { DocumentBody } from '../../../domain/releases/prepared.ts'
import type { ReleaseReport } from '../../../domain/releases/states.ts'
import { Card } from '../../../ui/card.tsx'
import { Columns } from '../../../ui/columns.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { AttackCard, RungsTable, UseCard } from './release-report.tsx'
import { ReleaseTable } from './release-table.tsx'
import styles from './releases.module.css'

type ReleaseContentProps = { body: DocumentBody; report: ReleaseReport | null }

export function ReleaseContent({ body, report }: ReleaseContentProps) {
  const t = useTranslations('releases')
  const locale = localeOf(useLocale())
  const titleOf = (name: string) => body.tables.find((table) => table.name === name)?.title[locale] ?? name
  return (
    <>
      <Columns kind="halves">
        <Card title={t('told')}>
          <ul className={styles.told}>
            {body.narrative.map((sentence, index) => (
              <li key={index}>{sentence[locale]}</li>
            ))}
          </ul>
        </Card>
        <Card title={t('coarsened')}>
          <ul className={styles.told}>
            {body.coarsened.length === 0 ? <li>{t('notCoarsened')}</li> : null}
            {body.coarsened.map((step, index) => (
              <li key={index}>{step[locale]}</li>
            ))}
          </ul>
          {isOfYears(body.period) ? <p>{t('yearsTogether')}</p> : null}
        </Card>
      </Columns>
      {body.tables.map((table) => (
        <ReleaseTable
          key={table.name}
          table={table}
          k={body.k}
          report={report?.tables.find((one) => one.table === table.name)}
        />
      ))}
      {body.quartiles.map(({ name, title, rows }) => (
        <Card key={name} title={title[locale]}>
          <DefinitionList
            items={rows.map(({ label, quartiles }) => ({
              term: label[locale],
              value:
                quartiles === null
                  ? t('quartilesHidden')
                  : t('quartiles', { lower: quartiles[0], median: quartiles[1], upper: quartiles[2] }),
            }))}
          />
        </Card>
      ))}
      {report === null ? null : (
        <>
          <Columns kind="halves">
            <UseCard report={report} titleOf={titleOf} />
            <AttackCard report={report} titleOf={titleOf} />
          </Columns>
          <Disclosure summary={t('tried')} id="tried">
            <RungsTable report={report} titleOf={titleOf} />
          </Disclosure>
        </>
      )}
    </>
  )
}

/** Whether several years are taken together. */
function isOfYears({ first, last }: DocumentBody['period']): boolean {
  return first.slice(0, 4) !== last.slice(0, 4)
}
