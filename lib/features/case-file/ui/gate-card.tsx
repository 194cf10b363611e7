/** What the next stage asks: met, missing and why, each with the form that fills it. */
import { useTranslations } from 'next-intl'
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import type { Warning } from '../../../domain/pathway/case-facts.ts'
import type { Requirement } from '../../../domain/pathway/gates.ts'
import { Card } from '../../../ui/card.tsx'
import { Checklist, type ChecklistItem } from '../../../ui/checklist.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile, CaseForm } from '../schema.ts'
import { formHref } from './form-href.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { RequirementNote } from './requirement-note.tsx'

const WARNING_FORMS = {
  'certificate-expired': 'protection',
  'exit-permission-missing': 'protection',
  'critical-incident-open': 'incident',
} as const satisfies Record<Warning, CaseForm>

export function GateCard({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const { gate, head, may } = file
  if (gate === null) return <OutcomeCard file={file} />
  const action = (form: CaseForm, label: string) =>
    may[form] ? { href: formHref(head.code, form), label } : undefined
  const requirements = [
    ...gate.unmet.map((requirement) => ({ requirement, state: 'unmet' as const })),
    ...gate.met.map((requirement) => ({ requirement, state: 'met' as const })),
  ]
  const items: ChecklistItem[] = [
    ...requirements.map(({ requirement, state }) => ({
      key: requirement,
      state,
      text: words(`requirement.${requirement}`),
      note: <RequirementNote requirement={requirement} file={file} />,
      action: action(
        fillingForm(requirement),
        t(isRenewal(requirement, state, file) ? 'renew' : `fill.${fillingForm(requirement)}`),
      ),
    })),
    ...gate.warnings.map((warning) => ({
      key: warning,
      state: 'warning' as const,
      text: words(`warning.${warning}`),
      note: t('approverSees'),
      action: action(WARNING_FORMS[warning], t(`fill.${WARNING_FORMS[warning]}`)),
    })),
  ]
  const title =
    gate.next.stage === 'closed' ? t('gateClosed') : t('gateTitle', { stage: stages(gate.next.stage) })
  return (
    <Card title={title}>
      {items.length === 0 ? <p data-dimmed>{t('gateAsksNothing')}</p> : null}
      <Checklist
        items={items}
        footer={
          may.emergency ? (
            <>
              {t('already')} <TextLink href={`/cases/${head.code}/emergency`}>{t('emergency')}</TextLink>:{' '}
              {t('emergencyNeeds')}
            </>
          ) : null
        }
      />
    </Card>
  )
}

/** A screening that nobody has made is not failed either: the requirement is met, and there is nothing to renew. */
function isRenewal(requirement: Requirement, state: 'met' | 'unmet', file: CaseFile): boolean {
  return state === 'met' && !(requirement === 'screening-not-failed' && file.newest.screening === null)
}
