/** What waits for a second person: what is asked, what was opened by break-glass, and which numbers are to leave the house. */
import { getTranslations } from 'next-intl/server'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { listApprovals } from '../../../lib/features/approvals/service.ts'
import { ApprovalQueue } from '../../../lib/features/approvals/ui/approval-queue.tsx'
import { listBreakGlass } from '../../../lib/features/break-glass/service.ts'
import { GlassQueue } from '../../../lib/features/break-glass/ui/glass-queue.tsx'
import { listReleasesToDecide } from '../../../lib/features/releases/service.ts'
import { WaitingReleases } from '../../../lib/features/releases/ui/waiting-releases.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function ApprovalsPage() {
  const person = await requirePerson()
  const approvals = shown(await listApprovals(person))
  const glasses = mayEver(person, 'break-glass.list') ? shown(await listBreakGlass(person)) : []
  const decides = mayEver(person, 'release.approve')
  const releases = decides ? shown(await listReleasesToDecide(person)) : []
  const t = await getTranslations('approvals')
  const mine =
    approvals.filter((approval) => approval.mayDecide).length +
    glasses.filter((glass) => glass.mayReview).length +
    releases.length
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
      {decides ? <WaitingReleases releases={releases} timeZone={person.timeZone} /> : null}
    </PageBody>
  )
}
