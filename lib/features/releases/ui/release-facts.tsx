/** What a release was made by and for. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Day } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import type { ReleaseOpened } from '../schema.ts'
import styles from './releases.module.css'

type FactsCardProps = { release: Pick<ReleaseOpened, 'threshold' | 'to'>; hash: string }

export function FactsCard({ release: { threshold, to }, hash }: FactsCardProps) {
  const t = useTranslations('releases')
  return (
    <Card title={t('facts')}>
      <DefinitionList
        items={[
          { term: t('threshold'), value: t('thresholdValue', { k: threshold }) },
          ...(to === null
            ? []
            : [
                { term: t('recipient'), value: to.recipient },
                { term: t('agreement'), value: to.agreement },
                { term: t('expiresOn'), value: <Day value={to.expiresOn} /> },
              ]),
          {
            term: t('content'),
            value: (
              <span className={styles.hash} translate="no">
                {hash}
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}
