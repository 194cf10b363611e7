/** What waits for a second person: journeys to approve, and moves to look at again. */
import { getTranslations } from 'next-intl/server'
import { listApprovals } from '../../../lib/features/approvals/service.ts'
import { ApprovalQueue } from '../../../lib/features/approvals/ui/approval-queue.tsx'
import { listReviews } from '../../../lib/features/reviews/service.ts'
import { ReviewQueue } from '../../../lib/features/reviews/ui/review-queue.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function ApprovalsPage() {
  const person = await requirePerson()
  const approvals = shown(await listApprovals(person))
  const reviews = shown(await listReviews(person))
  const t = await getTranslations('approvals')
  const mine = approvals.filter((approval) => approval.mayDecide).length + reviews.length
  const now = new Date().toISOString()
  return (
    <PageBody>
      <PageHeading title={t('title', { count: mine })} note={t('note')} />
      <ApprovalQueue approvals={approvals} now={now} timeZone={person.timeZone} />
      <ReviewQueue reviews={reviews} now={now} timeZone={person.timeZone} />
    </PageBody>
  )
}
