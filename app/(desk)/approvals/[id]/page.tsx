/** One journey that waits for a second person, with all that is needed to decide. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { openApproval } from '../../../../lib/features/approvals/service.ts'
import { DecisionForm } from '../../../../lib/features/approvals/ui/decision-form.tsx'
import {
  EarlierCard,
  PlanCard,
  RiskCard,
  StandingCard,
} from '../../../../lib/features/approvals/ui/what-to-decide.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Card } from '../../../../lib/ui/card.tsx'
import { Column, Columns } from '../../../../lib/ui/columns.tsx'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { Notice } from '../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function ApprovalPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson()
  const { id } = await params
  const approval = shown(await openApproval(person, id))
  const t = await getTranslations('approvals')
  const format = await getFormatter()
  const at = (instant: string) => format.dateTime(new Date(instant), 'moment', { timeZone: person.timeZone })
  const open = approval.state === 'pending' && approval.mayDecide
  return (
    <PageBody>
      <PageHeading
        title={t('titleOne', { code: approval.code })}
        note={t('noteOne', {
          who: approval.askedBy,
          when: at(approval.askedAt),
          until: at(approval.expiresAt),
        })}
        actions={<LinkButton href={`/cases/${approval.code}`}>{t('openCase')}</LinkButton>}
      />
      {approval.state === 'pending' ? null : (
        <Notice tone={approval.state === 'approved' ? 'done' : 'info'} title={t(`state.${approval.state}`)}>
          {t(`over.${approval.state}`)}
        </Notice>
      )}
      {approval.state === 'pending' && !approval.mayDecide ? (
        <Notice tone="info">{t('secondPerson')}</Notice>
      ) : null}
      <Columns kind="halves">
        <Column>
          <PlanCard approval={approval} timeZone={person.timeZone} />
          <EarlierCard approval={approval} timeZone={person.timeZone} />
        </Column>
        <Column>
          <StandingCard approval={approval} />
          <RiskCard approval={approval} />
        </Column>
      </Columns>
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
