'use client'

/**
 * Opens one case for half an hour, or asks a second person for it while another case is open. What is written here is read
 * by whoever decides, or looks at it afterwards.
 */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { reasonLengthOf } from '../../../domain/policy/proofs.ts'
import { Card } from '../../../ui/card.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { askBreakGlassAction, breakGlassAction } from '../actions.ts'
import { breakGlassSchema, REASON_LENGTH, type GlassWay } from '../schema.ts'

type BreakGlassFormProps = { caseId: string; caseCode: string; draft: unknown; way: GlassWay }

export function BreakGlassForm({ caseId, caseCode, draft, way }: BreakGlassFormProps) {
  const t = useTranslations('breakGlass')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'break-glass',
    subject: caseId,
    schema: breakGlassSchema,
    action: way === 'ask' ? askBreakGlassAction : breakGlassAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), reason: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  if (way === 'waits') {
    return (
      <Card title={t('title')}>
        <p>{t('waits')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t(way === 'ask' ? 'ask' : 'open')} cancel={{ href: here, label: back }}>
        <p>{t(way === 'ask' ? 'askLead' : 'lead')}</p>
        <TextAreaField
          control={form.control}
          name="reason"
          label={t('reason')}
          hint={t('reasonHint', { count: reasonLengthOf('case.break-glass') })}
          limit={REASON_LENGTH}
          rows={3}
        />
      </ActionForm>
    </Card>
  )
}
