'use client'

/** Says again when the newest move happened. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { PartialDateField } from '../../../ui/fields/partial-date-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { newId } from '../../../ui/form/new-id.ts'
import { correctLastMoveAction } from '../actions.ts'
import { correctSchema, type Crossroads } from '../schema.ts'

export function CorrectForm({ at }: { at: Crossroads }) {
  const t = useTranslations('pathway')
  const router = useRouter()
  const here = `/cases/${at.code}`
  const form = useActionForm({
    form: 'correct',
    subject: at.caseId,
    schema: correctSchema,
    action: correctLastMoveAction,
    version: at.version,
    initialDraft: readDraft(at.draft),
    defaults: { caseId: at.caseId, spellId: newId(), occurredOn: at.occurred },
    onDone: () => {
      router.push(here)
    },
  })
  return (
    <ActionForm form={form} submit={t('correct')} cancel={{ href: here, label: t('backToCase') }}>
      <PartialDateField
        control={form.control}
        name="occurredOn"
        label={t('happenedOn')}
        hint={t('correctHint')}
      />
    </ActionForm>
  )
}
