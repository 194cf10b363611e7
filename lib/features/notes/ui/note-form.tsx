'use client'

/** A note: one field, one step. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { writeNoteAction } from '../actions.ts'
import { NOTE_LENGTH, noteSchema } from '../schema.ts'

type NoteFormProps = { caseId: string; caseCode: string; draft: unknown }

export function NoteForm({ caseId, caseCode, draft }: NoteFormProps) {
  const t = useTranslations('notes')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'note',
    subject: caseId,
    schema: noteSchema,
    action: writeNoteAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), body: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <TextAreaField
          control={form.control}
          name="body"
          label={t('body')}
          hint={t('whoReads')}
          limit={NOTE_LENGTH}
          rows={4}
        />
      </ActionForm>
    </Card>
  )
}
