/** The files of a release while they may be fetched, and the register of who took them. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import type { ReleaseOpened } from '../schema.ts'
import styles from './releases.module.css'

type Props = { release: Pick<ReleaseOpened, 'code' | 'files' | 'fetches' | 'filesUntil'>; timeZone: string }

export function FilesCard({ release: { code, files, filesUntil }, timeZone }: Props) {
  const t = useTranslations('releases')
  const format = useFormatter()
  if (filesUntil === null) return null
  const when = format.dateTime(new Date(filesUntil), 'moment', { timeZone })
  return (
    <Card title={t('files')} id="files">
      <p className={styles.lead} data-dimmed>
        {files.length === 0 ? t('filesOver') : t('filesUntil', { when })}
      </p>
      <DataTable
        caption={t('files')}
        rows={files}
        rowKey={({ name }) => name}
        empty={null}
        columns={[
          {
            key: 'name',
            header: t('file'),
            phone: 'title',
            // A plain link: the browser saves what the route hands out.
            cell: ({ name }) => (
              <a href={`/api/releases/${code}/${name}`} download translate="no">
                {name}
              </a>
            ),
          },
          {
            key: 'size',
            header: t('size'),
            align: 'end',
            nowrap: true,
            cell: ({ size }) => t('kilobytes', { size: Math.max(1, Math.round(size / 1024)) }),
          },
          {
            key: 'sha256',
            header: 'SHA-256',
            phone: 'hide',
            cell: ({ sha256 }) => (
              <span className={styles.hash} translate="no">
                {sha256}
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

export function RegisterCard({ release: { fetches }, timeZone }: Props) {
  const t = useTranslations('releases')
  const format = useFormatter()
  return (
    <Card title={t('register')}>
      <DataTable
        caption={t('registerCaption')}
        rows={fetches}
        rowKey={({ id }) => id}
        empty={<p data-dimmed>{t('registerEmpty')}</p>}
        columns={[
          { key: 'who', header: t('who'), phone: 'title', cell: ({ who }) => who },
          { key: 'file', header: t('file'), cell: ({ name }) => <span translate="no">{name}</span> },
          {
            key: 'at',
            header: t('when'),
            nowrap: true,
            cell: ({ at }) => format.dateTime(new Date(at), 'moment', { timeZone }),
          },
        ]}
      />
    </Card>
  )
}
