/** Each break-glass that waits for a second person: who, when, why, and what was looked at. No identity. */
import { useTranslations } from 'next-intl'
import { REVEALED } from '../../../domain/policy/break-glass.ts'
import { Card } from '../../../ui/card.tsx'
import { Moment } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import type { GlassListed } from '../schema.ts'
import styles from './glass-queue.module.css'
import { ReviewGlassForm } from './review-glass-form.tsx'

type GlassQueueProps = { waiting: readonly GlassListed[]; now: string; timeZone: string }

export function GlassQueue({ waiting, now, timeZone }: GlassQueueProps) {
  const t = useTranslations('breakGlass')
  return (
    <Card title={t('queue')}>
      {waiting.length === 0 ? <p data-dimmed>{t('queueEmpty')}</p> : null}
      <ul className={styles.list}>
        {waiting.map((glass) => (
          <li key={glass.id} className={styles.item}>
            <div>
              <LatenessChip due={glass.dueAt} now={now} timeZone={timeZone} what={t('review')} />
            </div>
            <h3 className={styles.title}>
              {t.rich('line', { who: glass.openedBy, code: () => <Code text={glass.code} /> })}
            </h3>
            <DefinitionList
              items={[
                { term: t('when'), value: <Moment value={glass.openedAt} timeZone={timeZone} /> },
                { term: t('why'), value: <span className={styles.text}>{glass.reason}</span> },
                { term: t('looked'), value: <Looked glass={glass} /> },
              ]}
            />
            {glass.mayReview ? (
              <Disclosure summary={t('judge')}>
                <ReviewGlassForm breakGlassId={glass.id} version={glass.version} />
              </Disclosure>
            ) : (
              <p data-dimmed>{t('notYou')}</p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Code({ text }: { text: string }) {
  return (
    <span translate="no" data-code>
      {text}
    </span>
  )
}

function Looked({ glass: { looked } }: { glass: GlassListed }) {
  const t = useTranslations('breakGlass')
  const words = useTranslations('vocabulary')
  if (looked.length === 0) return t('lookedAtNothing')
  return REVEALED.filter((what) => looked.includes(what))
    .map((what) => words(`revealed.${what}`))
    .join(', ')
}
