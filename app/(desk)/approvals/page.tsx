/** What waits for a second person: requests to decide, and moves to look at again. */
import { getTranslations } from 'next-intl/server'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
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
  const reviews = mayEver(person, 'move.review') ? shown(await listReviews(person)) : null
  const t = await getTranslations('approvals')
  const mine = approvals.filter((approval) => approval.mayDecide).length + (reviews?.length ?? 0)
  const now = new Date().toISOString()
  return (
    <PageBody>
      <PageHeading title={t('title', { count: mine })} note={t('note')} />
      <ApprovalQueue approvals={approvals} now={now} timeZone={person.timeZone} />
      {reviews === null ? null : <ReviewQueue reviews={reviews} now={now} timeZone={person.timeZone} />}
    </PageBody>
  )
}
