/** What waits for a second person: what is asked, and what was opened by break-glass. */
import { getTranslations } from 'next-intl/server'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { listApprovals } from '../../../lib/features/approvals/service.ts'
import { ApprovalQueue } from '../../../lib/features/approvals/ui/approval-queue.tsx'
import { listBreakGlass } from '../../../lib/features/break-glass/service.ts'
import { GlassQueue } from '../../../lib/features/break-glass/ui/glass-queue.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function ApprovalsPage() {
  const person = await requirePerson()
  const approvals = shown(await listApprovals(person))
  const glasses = mayEver(person, 'break-glass.list') ? shown(await listBreakGlass(person)) : []
  const t = await getTranslations('approvals')
  const mine =
    approvals.filter((approval) => approval.mayDecide).length +
    glasses.filter((glass) => glass.mayReview).length
  const now = new Date().toISOString()
  return (
    <PageBody>
      <PageHeading
        title={t('title', { count: mine })}
        note={t('note')}
        actions={
          mayEver(person, 'deletion.list') ? (
            <LinkButton href="/deletions">{t('toDeletions')}</LinkButton>
          ) : undefined
        }
      />
      <ApprovalQueue approvals={approvals} now={now} timeZone={person.timeZone} />
      <GlassQueue waiting={glasses} now={now} timeZone={person.timeZone} />
    </PageBody>
  )
}
