/** The pathway of this case: when each stage was entered and how long it took. */
import { useTranslations } from 'next-intl'
import { formatPartialDate } from '../../../domain/calendar/partial-date.ts'
import type { Step } from '../../../domain/pathway/steps.ts'
import { Day, PartialDay } from '../../../ui/dates.tsx'
import { Stepper } from '../../../ui/stepper.tsx'

export function CaseSteps({ steps, today }: { steps: readonly Step[]; today: string }) {
  const t = useTranslations('caseFile')
  return (
    <Stepper
      steps={steps.map((step) => ({
        stage: step.stage,
        state: step.state === 'skipped' ? 'done' : step.state,
        ...(step.state === 'skipped' ? { note: t('skipped') } : {}),
        ...(step.entered === null ? {} : { note: <Since step={step} today={today} /> }),
      }))}
    />
  )
}

function Since({ step, today }: { step: Step; today: string }) {
  const t = useTranslations('caseFile')
  const { entered, state, days } = step
  if (entered === null) return null
  const when = () =>
    entered.precision === 'day' ? (
      <Day value={entered.on} today={today} />
    ) : (
      <PartialDay value={formatPartialDate(entered)} />
    )
  return <>{t.rich(state === 'now' ? 'stepNow' : 'stepDone', { days, when })}</>
}
