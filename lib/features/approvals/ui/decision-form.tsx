'use client'

/** Approves what is asked or returns it with a comment: the one weighty form of a second person's day. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { APPROVAL_DECISIONS } from '../../../domain/policy/four-eyes.ts'
import { CheckboxGroupField } from '../../../ui/fields/checkbox-group-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { decideApprovalAction } from '../actions.ts'
import { approvalDecisionSchema, COMMENT_LENGTH, type ApprovalOpened } from '../schema.ts'

export function DecisionForm({ approval }: { approval: ApprovalOpened }) {
  const t = useTranslations('approvals')
  const words = useTranslations('vocabulary')
  const router = useRouter()
  const form = useActionForm({
    form: 'approval',
    subject: approval.id,
    schema: approvalDecisionSchema,
    action: decideApprovalAction,
    version: approval.version,
    initialDraft: readDraft(approval.draft),
    defaults: { approvalId: approval.id, comment: '', acknowledged: [] },
    onDone: () => {
      router.push('/approvals')
    },
  })
  const decision = chosen(form.methods.watch('decision'))
  const deletes = decision === 'approved' && approval.kind === 'deletion'
  return (
    <ActionForm
      form={form}
      submit={
        decision === undefined ? t('confirm') : deletes ? t('confirmDelete') : t(`confirmAs.${decision}`)
      }
      tone={deletes || (decision === 'returned' && approval.kind !== 'deletion') ? 'danger' : 'primary'}
      cancel={{ href: '/approvals', label: t('later') }}
    >
      <RadioField
        control={form.control}
        name="decision"
        label={t('decision')}
        options={APPROVAL_DECISIONS.map((one) => ({
          value: one,
          label: t(`choice.${approval.kind}.${one}`),
          hint: t(`choiceHint.${approval.kind}.${one}`),
        }))}
      />
      {decision === 'approved' && approval.warnings.length > 0 ? (
        <CheckboxGroupField
          control={form.control}
          name="acknowledged"
          label={t('acknowledge')}
          hint={t('acknowledgeHint')}
          options={approval.warnings.map((warning) => ({
            value: warning,
            label: words(`warning.${warning}`),
          }))}
        />
      ) : null}
      <TextAreaField
        control={form.control}
        name="comment"
        label={t(decision === 'returned' ? 'whyReturned' : 'comment')}
        hint={t('whoReads')}
        limit={COMMENT_LENGTH}
        rows={3}
        optional={decision !== 'returned'}
      />
    </ActionForm>
  )
}
