'use client'

/** The second look: right as recorded, or the day corrected. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { decideReviewAction } from '../actions.ts'
import { COMMENT_LENGTH, REVIEW_DECISIONS, reviewSchema, type ReviewOpened } from '../schema.ts'

export function ReviewForm({ review }: { review: ReviewOpened }) {
  const t = useTranslations('reviews')
  const router = useRouter()
  const form = useActionForm({
    form: 'review',
    subject: review.id,
    schema: reviewSchema,
    action: decideReviewAction,
    version: review.version,
    defaults: {
      caseId: review.caseId,
      reviewId: review.id,
      decision: 'confirmed',
      occurredOn: '',
      comment: '',
    },
    onDone: () => {
      router.push('/approvals')
    },
  })
  const decisions = review.newest ? REVIEW_DECISIONS : (['confirmed'] as const)
  return (
    <ActionForm form={form} submit={t('submit')} cancel={{ href: '/approvals', label: t('back') }}>
      <RadioField
        control={form.control}
        name="decision"
        label={t('decision')}
        options={decisions.map((decision) => ({ value: decision, label: t(decision) }))}
      />
      {form.methods.watch('decision') === 'corrected' ? (
        <PartialDateField control={form.control} name="occurredOn" label={t('correctDay')} quick={[]} />
      ) : null}
      <TextAreaField
        control={form.control}
        name="comment"
        label={t('comment')}
        hint={t('commentHint')}
        limit={COMMENT_LENGTH}
        rows={3}
        optional
      />
    </ActionForm>
  )
}
