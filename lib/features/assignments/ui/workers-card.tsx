/** Who has a case, until when, and who gave it to whom before. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Moment } from '../../../ui/dates.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseWorkers, Present, Stretch } from '../schema.ts'
import { EndForm, ProlongForm } from './time-forms.tsx'
import styles from './workers.module.css'

type WorkersCardProps = {
  caseId: string
  caseCode: string
  version: number
  workers: CaseWorkers
  /** Who looks. */
  personId: string
  timeZone: string
}

export function WorkersCard({ caseId, caseCode, version, workers, personId, timeZone }: WorkersCardProps) {
  const t = useTranslations('assignments')
  const { present, history, mayArrange, mayProlong } = workers
  return (
    <Card
      title={t('title')}
      action={
        mayArrange ? <TextLink href={`/cases/${caseCode}?do=hand-over#form`}>{t('handOver')}</TextLink> : null
      }
    >
      {present.length === 0 ? <p data-dimmed>{t('nobody')}</p> : null}
      {present.map((one) => (
        <div key={one.workerId} className={styles.worker}>
          <span>
            {one.name} <State one={one} timeZone={timeZone} />
          </span>
          {one.until !== null && (mayArrange || one.workerId === personId) ? (
            <EndForm caseId={caseId} workerId={one.workerId} version={version} />
          ) : null}
          {one.until !== null && mayProlong ? (
            <Disclosure summary={t('prolong')}>
              <ProlongForm caseId={caseId} workerId={one.workerId} version={version} />
            </Disclosure>
          ) : null}
        </div>
      ))}
      <Disclosure summary={t('history')}>
        <ul className={styles.history}>
          {history.map((stretch) => (
            <li key={stretch.id}>
              <Told stretch={stretch} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  )
}

function State({ one, timeZone }: { one: Present; timeZone: string }) {
  const t = useTranslations('assignments')
  if (one.until === null) return null
  const until = one.until
  return (
    <Chip tone="amber">
      {t.rich(one.kind === 'cover' ? 'coversUntil' : 'overlapsUntil', {
        when: () => <Moment value={until} timeZone={timeZone} />,
      })}
    </Chip>
  )
}

function Told({ stretch, timeZone }: { stretch: Stretch; timeZone: string }) {
  const t = useTranslations('assignments')
  const { name, kind, from, until, givenBy, endedBy } = stretch
  return (
    <>
      <strong>{name}</strong>
      {kind === 'cover' ? ` (${t('stoodIn')})` : null}
      {', '}
      <Moment value={from} timeZone={timeZone} />
      {' – '}
      {until === null ? t('stillHas') : <Moment value={until} timeZone={timeZone} />}
      {givenBy === null ? null : <div data-dimmed>{t('givenBy', { name: givenBy })}</div>}
      {endedBy === null ? null : <div data-dimmed>{t('endedBy', { name: endedBy })}</div>}
    </>
  )
}
