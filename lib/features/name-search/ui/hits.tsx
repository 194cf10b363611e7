'use client'

/** Whom a search may mean, the surest first; each leads to the case. */
import { useTranslations } from 'next-intl'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import { MOST_HITS, type Found } from '../schema.ts'
import styles from './name-search.module.css'

export function Hits({ found, hide }: { found: Found; hide: () => void }) {
  const t = useTranslations('nameSearch')
  if (found.hits.length === 0) return <p className={styles.note}>{t('nobody')}</p>
  return (
    <>
      <ul className={styles.hits}>
        {found.hits.map(({ code, stage, names }) => (
          <li key={code} className={styles.hit}>
            <TextLink href={`/cases/${code}`}>{code}</TextLink>
            <StageBadge stage={stage} />
            <span className={styles.names} translate="no">
              {names.map((name) => (
                <bdi key={name}>{name}</bdi>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {found.withheld ? `${t('withheld')} ` : null}
        {found.more ? `${t('more', { most: MOST_HITS })} ` : null}
        <button type="button" className={styles.hide} onClick={hide}>
          {t('hide')}
        </button>
      </p>
    </>
  )
}
