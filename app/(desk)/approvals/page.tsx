/** What waits for a second person: requests to decide, and moves to look at again, in one list. */
import { getTranslations } from 'next-intl/server'
import { listApprovals } from '../../../lib/features/approvals/service.ts'
import { ApprovalQueue } from '../../../lib/features/approvals/ui/approval-queue.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function ApprovalsPage() {
  const person = await requirePerson()
  const approvals = shown(await listApprovals(person))
  const t = await getTranslations('approvals')
  const mine = approvals.filter((approval) => approval.mayDecide).length
  const now = new Date().toISOString()
  return (
    <PageBody>
      <PageHeading title={t('title', { count: mine })} note={t('note')} />
      <ApprovalQueue approvals={approvals} now={now} timeZone={person.timeZone} />
    </PageBody>
  )
}
