'use client'

/** The second look at a break-glass: justified or not, and a word to whoever opened it. */
import { useTranslations } from 'next-intl'
import { FINDINGS } from '../../../domain/policy/break-glass.ts'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { reviewBreakGlassAction } from '../actions.ts'
import { COMMENT_LENGTH, reviewBreakGlassSchema } from '../schema.ts'

type ReviewGlassFormProps = { breakGlassId: string; version: number }

export function ReviewGlassForm({ breakGlassId, version }: ReviewGlassFormProps) {
  const t = useTranslations('breakGlass')
  const form = useActionForm({
    form: 'break-glass-review',
    subject: breakGlassId,
    schema: reviewBreakGlassSchema,
    action: reviewBreakGlassAction,
    version,
    defaults: { breakGlassId, comment: '' },
  })
  return (
    <ActionForm form={form} submit={t('judgeSave')}>
      <RadioField
        control={form.control}
        name="finding"
        label={t('finding')}
        options={FINDINGS.map((finding) => ({
          value: finding,
          label: t(`findings.${finding}`),
          hint: t(`findingHints.${finding}`),
        }))}
      />
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
