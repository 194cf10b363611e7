/** What waits for a second person on this case, and the way there for whoever may decide it. */
import { useTranslations } from 'next-intl'
import { Moment } from '../../../ui/dates.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile } from '../schema.ts'

type PendingNoticesProps = { file: CaseFile; mayDecide: boolean }

export function PendingNotices({ file, mayDecide }: PendingNoticesProps) {
  const t = useTranslations('caseFile')
  const { newest, reviews, closing, deletion, timeZone } = file
  const { request } = newest
  const waits = request !== null && request.decision === null && !request.expired
  return (
    <>
      {waits ? (
        <Notice tone="info" title={t('approvalWaits', { who: request.askedBy })}>
          {mayDecide && request.byOthers ? (
            <TextLink href={`/approvals/${request.id}`}>{t('decide')}</TextLink>
          ) : null}
        </Notice>
      ) : null}
      {closing === null ? null : (
        <Notice
          tone={closing.approved ? 'warning' : 'info'}
          title={t(closing.approved ? 'closingApproved' : 'closingWaits', { who: closing.askedBy })}
        >
          {closing.approved && closing.mine ? (
            <TextLink href={`/cases/${file.head.code}/close`}>{t('closeNow')}</TextLink>
          ) : null}
          {!closing.approved && !closing.mine && mayDecide ? (
            <TextLink href={`/approvals/${closing.id}`}>{t('decide')}</TextLink>
          ) : null}
        </Notice>
      )}
      {deletion === null ? null : (
        <Notice tone="warning" title={t('deletionWaits', { who: deletion.askedBy })}>
          {!deletion.mine && mayDecide ? (
            <TextLink href={`/approvals/${deletion.id}`}>{t('decide')}</TextLink>
          ) : null}
        </Notice>
      )}
      {reviews.map((review) => (
        <Notice key={review.id} tone="warning" title={t('reviewWaits')}>
          {t.rich('reviewBy', { when: () => <Moment value={review.dueAt} timeZone={timeZone} /> })}{' '}
          {mayDecide && review.byOthers ? (
            <TextLink href={`/approvals/${review.id}`}>{t('review')}</TextLink>
          ) : null}
        </Notice>
      ))}
    </>
  )
}
