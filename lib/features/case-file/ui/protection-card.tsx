/** Where each of the three tracks of protection stands, and when a document runs out. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatPartialDate } from '../../../domain/calendar/partial-date.ts'
import { TRACKS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Day, PartialDay } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile, Newest } from '../schema.ts'
import { formHref } from './form-href.ts'

/** @param numbers the control that opens the numbers of documents, or null for whom they stay masked */
export function ProtectionCard({ file, numbers }: { file: CaseFile; numbers: ReactNode }) {
  const t = useTranslations('caseFile')
  const { head, may, newest, today } = file
  const steps = TRACKS.flatMap((track) => newest.protection.find((step) => step.track === track) ?? [])
  return (
    <Card
      title={t('protection')}
      action={
        may.protection ? <TextLink href={formHref(head.code, 'protection')}>{t('addStep')}</TextLink> : null
      }
    >
      {steps.length === 0 ? (
        <p data-dimmed>{t('noProtection')}</p>
      ) : (
        <DefinitionList
          items={[
            ...steps.map((step) => ({
              term: t(`tracks.${step.track}`),
              value: <Step step={step} today={today} />,
            })),
            { term: t('numbers'), value: numbers },
          ]}
        />
      )}
    </Card>
  )
}

function Step({ step, today }: { step: Newest['protection'][number]; today: string }) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  return (
    <>
      {words(`trackStatus.${step.status}`)}
      {', '}
      {step.precision === 'day' ? (
        <Day value={step.on} today={today} />
      ) : (
        <PartialDay value={formatPartialDate(step)} />
      )}
      {step.expiresOn === null ? null : (
        <div>
          {step.expiresOn < today ? (
            <Chip tone="red">
              {t.rich('ended', { when: () => <Day value={step.expiresOn ?? ''} weekday /> })}
            </Chip>
          ) : (
            t.rich('ends', { when: () => <Day value={step.expiresOn ?? ''} weekday /> })
          )}
        </div>
      )}
    </>
  )
}
