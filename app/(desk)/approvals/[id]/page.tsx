/** One request that waits for a second person, with all that is needed to decide. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { openApproval } from '../../../../lib/features/approvals/service.ts'
import { AskedCard } from '../../../../lib/features/approvals/ui/asked-card.tsx'
import { DecisionForm } from '../../../../lib/features/approvals/ui/decision-form.tsx'
import { JourneyCards } from '../../../../lib/features/approvals/ui/journey-cards.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Card } from '../../../../lib/ui/card.tsx'
import { Columns } from '../../../../lib/ui/columns.tsx'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { Notice } from '../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function ApprovalPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson()
  const { id } = await params
  const approval = shown(await openApproval(person, id))
  const { asked, kind, state } = approval
  const t = await getTranslations('approvals')
  const format = await getFormatter()
  const at = (instant: string) => format.dateTime(new Date(instant), 'moment', { timeZone: person.timeZone })
  const open = state === 'pending' && approval.mayDecide
  return (
    <PageBody>
      <PageHeading
        title={t(`titleOne.${kind}`, { code: approval.code })}
        note={t(kind === 'move-review' ? 'noteMove' : 'noteOne', {
          who: approval.askedBy,
          when: at(approval.askedAt),
          until: at(approval.expiresAt),
        })}
        actions={
          approval.readsCase ? (
            <LinkButton href={`/cases/${approval.code}`}>{t('openCase')}</LinkButton>
          ) : undefined
        }
      />
      {state === 'pending' ? null : (
        <Notice tone={state === 'approved' ? 'done' : 'info'} title={t(`state.${state}`)}>
          {t(`over.${state}`)}
        </Notice>
      )}
      {state === 'pending' && !approval.mayDecide ? <Notice tone="info">{t('secondPerson')}</Notice> : null}
      {asked.kind === 'journey-plan' ? (
        <JourneyCards journey={asked} warnings={approval.warnings} timeZone={person.timeZone} />
      ) : (
        <Columns kind="form">
          <AskedCard asked={asked} />
        </Columns>
      )}
      {open ? (
        <Columns kind="form">
          <Card title={t('decide')}>
            <DecisionForm approval={approval} />
          </Card>
        </Columns>
      ) : null}
    </PageBody>
  )
}
