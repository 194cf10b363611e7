/** All that is needed to decide about a journey, on one page: the plan, what the gate says, the risk, what was said before. */
import { useFormatter, useTranslations } from 'next-intl'
import { daysBetween } from '../../../domain/calendar/partial-date.ts'
import { fallbackLines } from '../../../domain/pathway/fallbacks.ts'
import type { Requirement } from '../../../domain/pathway/gates.ts'
import { RISK_FACTORS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { Checklist, type ChecklistItem } from '../../../ui/checklist.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Day, Moment } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { ApprovalOpened } from '../schema.ts'
import styles from './approvals.module.css'

/** What this very decision fills; asked of nobody else. */
const BY_THIS_DECISION: readonly Requirement[] = ['second-person-approval', 'warnings-acknowledged']

export function PlanCard({ approval: { plan }, timeZone }: { approval: ApprovalOpened; timeZone: string }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { secret } = plan
  return (
    <Card title={t('plan', { version: plan.planVersion })}>
      <DefinitionList
        items={[
          { term: t('document'), value: words(`travelDocument.${plan.travelDocument}`) },
          {
            term: t('departsOn'),
            value: plan.departsOn === null ? t('departsOpen') : <Day value={plan.departsOn} weekday />,
          },
          { term: t('route'), value: secret && <span className={styles.text}>{secret.route}</span> },
          {
            term: t('fallbacks'),
            value: secret === null ? plan.fallbackCount : <Lines text={secret.fallbacks} />,
          },
          { term: t('escort'), value: secret?.escort },
          { term: t('writtenBy'), value: plan.writtenBy },
          { term: t('writtenAt'), value: <Moment value={plan.writtenAt} timeZone={timeZone} /> },
        ]}
      />
      {secret === null ? <Notice tone="info">{t('routeClosed')}</Notice> : null}
    </Card>
  )
}

function Lines({ text }: { text: string }) {
  const t = useTranslations('approvals')
  const lines = fallbackLines(text)
  if (lines.length === 0) return t('noFallbacks')
  return (
    <ol className={styles.lines}>
      {lines.map((line, index) => (
        <li key={`${String(index)} ${line}`}>{line}</li>
      ))}
    </ol>
  )
}

export function StandingCard({ approval }: { approval: ApprovalOpened }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { gate, warnings } = approval
  const line = (state: 'met' | 'unmet') => (requirement: Requirement) => ({
    key: requirement,
    state,
    text: words(`requirement.${requirement}`),
  })
  const asked = (requirement: Requirement) => !BY_THIS_DECISION.includes(requirement)
  const items: ChecklistItem[] = [
    ...gate.unmet.filter(asked).map(line('unmet')),
    ...gate.met.filter(asked).map(line('met')),
    ...warnings.map((warning) => ({
      key: warning,
      state: 'warning' as const,
      text: words(`warning.${warning}`),
    })),
  ]
  return (
    <Card title={t('standing')}>
      <div className={styles.standing}>
        <Checklist items={items} />
        <Facts approval={approval} />
      </div>
    </Card>
  )
}

function Facts({ approval: { facts } }: { approval: ApprovalOpened }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { screening, placement, protection } = facts
  return (
    <DefinitionList
      items={[
        {
          term: t('screening'),
          value: screening === null ? t('notScreened') : words(`screeningResult.${screening}`),
        },
        {
          term: t('certificate'),
          value:
            protection.certificateExpiresOn === null ? (
              t('none')
            ) : (
              <>
                {t('until')} <Day value={protection.certificateExpiresOn} weekday />
              </>
            ),
        },
        { term: t('exit'), value: words(`answer.${protection.exitGranted ? 'yes' : 'no'}`) },
        {
          term: t('house'),
          value: placement === null ? t('none') : words(`houseKind.${placement.houseKind}`),
        },
      ]}
    />
  )
}

export function RiskCard({ approval: { risk, facts } }: { approval: ApprovalOpened }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  if (risk === null) {
    return (
      <Card title={t('risk')}>
        <p data-dimmed>{t('noRisk')}</p>
      </Card>
    )
  }
  const age = daysBetween(risk.assessedOn, facts.today)
  return (
    <Card
      title={t('risk')}
      action={<Chip tone={risk.high ? 'red' : 'plain'}>{t(risk.high ? 'high' : 'notHigh')}</Chip>}
    >
      <DefinitionList
        items={[
          {
            term: t('assessedOn'),
            value: (
              <>
                <Day value={risk.assessedOn} today={facts.today} /> ({t('daysOld', { count: age })})
              </>
            ),
          },
          ...RISK_FACTORS.map((factor) => ({
            term: sentenceCase(words(`riskFactor.${factor}`)),
            value: t('ofFive', { score: risk.scores[factor] }),
          })),
          {
            term: t('explanation'),
            value: risk.explanation === '' ? null : <span className={styles.text}>{risk.explanation}</span>,
          },
        ]}
      />
    </Card>
  )
}

export function EarlierCard({
  approval: { earlier },
  timeZone,
}: {
  approval: ApprovalOpened
  timeZone: string
}) {
  const t = useTranslations('approvals')
  const format = useFormatter()
  if (earlier.length === 0) return null
  return (
    <Card title={t('earlier')}>
      <div className={styles.earlier}>
        {earlier.map(({ id, decision, decidedBy, decidedAt, comment }) => (
          <div key={id}>
            <Chip tone={decision === 'approved' ? 'green' : 'amber'}>{t(`state.${decision}`)}</Chip>{' '}
            <span data-dimmed>
              {decidedBy}, {format.dateTime(new Date(decidedAt), 'moment', { timeZone })}
            </span>
            {comment === '' ? null : <p className={styles.text}>{comment}</p>}
          </div>
        ))}
      </div>
    </Card>
  )
}
