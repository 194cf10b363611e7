'use client'

/** Asks a second person to approve the newest plan of a case. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { Warning } from '../../../domain/pathway/case-facts.ts'
import { Card } from '../../../ui/card.tsx'
import { Checklist } from '../../../ui/checklist.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { LinkButton } from '../../../ui/link-button.tsx'
import { requestApprovalAction } from '../actions.ts'
import { approvalRequestSchema } from '../schema.ts'

type RequestApprovalFormProps = {
  caseId: string
  caseCode: string
  /** Version of the newest plan; null when there is none yet. */
  planVersion: number | null
  /** What the approver will have to acknowledge as things stand. */
  warnings: readonly Warning[]
}

export function RequestApprovalForm({ caseId, caseCode, planVersion, warnings }: RequestApprovalFormProps) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'approval-request',
    subject: caseId,
    schema: approvalRequestSchema,
    action: requestApprovalAction,
    defaults: { caseId, id: newId() },
    drafts: false,
    onDone: () => {
      router.replace(here)
    },
  })
  if (planVersion === null) {
    return (
      <Card title={t('ask')}>
        <EmptyState
          title={t('noPlan')}
          action={<LinkButton href={`${here}?do=journey-plan`}>{t('planFirst')}</LinkButton>}
        />
      </Card>
    )
  }
  return (
    <Card title={t('ask')}>
      <ActionForm form={form} submit={t('askSubmit')} cancel={{ href: here, label: back }}>
        <p>{t('askText', { version: planVersion })}</p>
        {warnings.length === 0 ? null : (
          <div>
            <p>{t('askWarnings')}</p>
            <Checklist
              items={warnings.map((warning) => ({ state: 'warning', text: words(`warning.${warning}`) }))}
            />
          </div>
        )}
      </ActionForm>
    </Card>
  )
}
