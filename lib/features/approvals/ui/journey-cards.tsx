/** All that is needed to decide about a journey: the plan, what the gate said, the risk, what was said before. */
import { useFormatter, useTranslations } from 'next-intl'
import { daysBetween } from '../../../domain/calendar/partial-date.ts'
import type { Warning } from '../../../domain/pathway/case-facts.ts'
import { fallbackLines } from '../../../domain/pathway/fallbacks.ts'
import type { Requirement } from '../../../domain/pathway/gates.ts'
import { RISK_FACTORS } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { Checklist, type ChecklistItem } from '../../../ui/checklist.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Column, Columns } from '../../../ui/columns.tsx'
import { Day, Moment } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { JourneyAsked } from '../schema.ts'
import styles from './approvals.module.css'

/** What this very decision fills; asked of nobody else. */
const BY_THIS_DECISION: readonly Requirement[] = ['second-person-approval', 'warnings-acknowledged']

type JourneyProps = { journey: JourneyAsked }

/** The whole of it, in two columns. */
export function JourneyCards({
  journey,
  warnings,
  timeZone,
}: JourneyProps & { warnings: readonly Warning[]; timeZone: string }) {
  return (
    <Columns kind="halves">
      <Column>
        <PlanCard journey={journey} timeZone={timeZone} />
        <EarlierCard journey={journey} timeZone={timeZone} />
      </Column>
      <Column>
        <StandingCard journey={journey} warnings={warnings} />
        <RiskCard journey={journey} />
      </Column>
    </Columns>
  )
}

function PlanCard({ journey: plan, timeZone }: JourneyProps & { timeZone: string }) {
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

function StandingCard({ journey, warnings }: JourneyProps & { warnings: readonly Warning[] }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { gate } = journey
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
        <Facts journey={journey} />
      </div>
    </Card>
  )
}

function Facts({ journey }: JourneyProps) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const { screening, houseKind, certificateExpiresOn, exitGranted } = journey
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
            certificateExpiresOn === null ? (
              t('none')
            ) : (
              <>
                {t('until')} <Day value={certificateExpiresOn} weekday />
              </>
            ),
        },
        { term: t('exit'), value: words(`answer.${exitGranted ? 'yes' : 'no'}`) },
        {
          term: t('house'),
          value: houseKind === null ? t('none') : words(`houseKind.${houseKind}`),
        },
      ]}
    />
  )
}

function RiskCard({ journey: { risk, askedOn } }: JourneyProps) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  if (risk === null) {
    return (
      <Card title={t('risk')}>
        <p data-dimmed>{t('noRisk')}</p>
      </Card>
    )
  }
  const age = daysBetween(risk.assessedOn, askedOn)
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
                <Day value={risk.assessedOn} today={askedOn} /> ({t('daysOld', { count: age })})
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

function EarlierCard({ journey: { earlier }, timeZone }: JourneyProps & { timeZone: string }) {
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
