/** What became of the adverse closing that was asked of a second person. */
import { useTranslations } from 'next-intl'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { ClosingRequest } from '../schema.ts'

export function ClosingNotice({ closing }: { closing: ClosingRequest }) {
  const t = useTranslations('pathway')
  const words = useTranslations('vocabulary')
  const what = sentenceCase(words(`outcome.${closing.outcome}`))
  const who = closing.decidedBy ?? ''
  switch (closing.state) {
    case 'pending':
      return (
        <Notice tone="info" title={t('closingWaits', { who: closing.askedBy })}>
          {t('closingWaitsText', { what })}
        </Notice>
      )
    case 'returned':
      return (
        <Notice tone="warning" title={t('closingReturned', { who })}>
          {`${what}: ${closing.comment}`}
        </Notice>
      )
    case 'approved':
      return (
        <Notice tone="done" title={t('closingApproved', { who })}>
          {closing.mine ? t('closingMine', { what }) : t('closingTheirs', { what, who: closing.askedBy })}
        </Notice>
      )
  }
}
