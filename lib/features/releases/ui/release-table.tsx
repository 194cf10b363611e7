/** A table as it would leave, and for the house why a number is not shown: never what it is. */
import { useLocale, useTranslations } from 'next-intl'
import { localeOf } from '../../../domain/locale.ts'
import type { DocumentTable } from '../../../domain/releases/document.ts'
import { laidOut, type LaidOutCell } from '../../../domain/releases/laid-out.ts'
import type { TableReport } from '../../../domain/releases/prepared.ts'
import { Card } from '../../../ui/card.tsx'
import styles from './releases.module.css'

type Hidden = 'small' | 'whole' | 'complementary'
const MARKS = { small: '·¹', whole: '·²', complementary: '·³' } as const satisfies Record<Hidden, string>
const HIDDEN = ['small', 'whole', 'complementary'] as const

type ReleaseTableProps = { table: DocumentTable; report: TableReport | undefined; k: number }

export function ReleaseTable({ table, report, k }: ReleaseTableProps) {
  const t = useTranslations('releases')
  const locale = localeOf(useLocale())
  const { front, across, rows } = laidOut(table, report?.statuses)
  const title = table.title[locale]
  const hasHidden = rows.some(({ cells }) => cells.some(({ count }) => count === null))
  const used = HIDDEN.filter((why) => rows.some(({ cells }) => cells.some(({ status }) => status === why)))
  return (
    <Card title={title}>
      <p data-dimmed>{table.note[locale]}</p>
      <div className={styles.frame} role="region" aria-label={title} tabIndex={0}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t('tableCaption', { title })}</caption>
          <thead>
            <tr>
              {front.map((label, index) => (
                <th key={index} scope="col">
                  {label[locale]}
                </th>
              ))}
              {across.map(({ label, total }, index) => (
                <th key={index} scope="col" data-total={total} data-count>
                  {label[locale] === '' ? t('usePeople') : label[locale]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, headings, cells }) => (
              <tr key={key}>
                {headings.map(({ label, depth, total }, index) => (
                  <th key={index} scope="row" data-total={total} data-depth={depth}>
                    {label[locale]}
                  </th>
                ))}
                {cells.map((cell) => (
                  <td key={cell.key} data-count data-cell={cell.key}>
                    <Count cell={cell} below={k - 1} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasHidden ? (
        <ul className={styles.legend}>
          <li>{t('legend')}</li>
          {used.map((why) => (
            <li key={why}>{t(`legendOf.${why}`, { mark: MARKS[why], below: k - 1 })}</li>
          ))}
          {used.length === 0 ? null : <li>{t('legendFor')}</li>}
        </ul>
      ) : null}
    </Card>
  )
}

function Count({ cell: { count, status }, below }: { cell: LaidOutCell; below: number }) {
  const t = useTranslations('releases')
  if (count !== null) return count
  const why = HIDDEN.find((one) => one === status)
  return (
    <>
      <span aria-hidden="true">{why === undefined ? '·' : MARKS[why]}</span>
      <span className={styles.caption}>
        {why === undefined ? t('hidden') : t(`hiddenWhy.${why}`, { below })}
      </span>
    </>
  )
}
