'use client'

/** A task on a case: what, until when, and whose. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { createTaskAction } from '../actions.ts'
import { ASSIGNEES, taskSchema } from '../schema.ts'

type TaskFormProps = {
  caseId: string
  caseCode: string
  today: string
  draft: unknown
  /** The one who fills the form works on the case: then the task is theirs, and nobody asks. */
  own: boolean
}

export function TaskForm({ caseId, caseCode, today, draft, own }: TaskFormProps) {
  const t = useTranslations('tasks')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'task',
    subject: caseId,
    schema: taskSchema,
    action: createTaskAction,
    initialDraft: readDraft(draft),
    defaults: {
      caseId,
      id: newId(),
      title: '',
      dueOn: today,
      dueTime: '',
      assignee: own ? 'me' : 'worker',
    },
    onDone: () => {
      router.replace(here)
    },
  })
  return (
    <Card title={t('title')}>
      <ActionForm form={form} submit={t('save')} cancel={{ href: here, label: back }}>
        <TextField control={form.control} name="title" label={t('what')} hint={t('whoReads')} />
        <FieldRow>
          <DayField control={form.control} name="dueOn" label={t('dueOn')} />
          <TextField
            control={form.control}
            name="dueTime"
            label={t('dueTime')}
            hint={t('dueTimeHint')}
            width="short"
            optional
          />
        </FieldRow>
        {own ? null : (
          <RadioField
            control={form.control}
            name="assignee"
            label={t('whose')}
            inline
            options={ASSIGNEES.toReversed().map((value) => ({ value, label: t(`assignee.${value}`) }))}
          />
        )}
      </ActionForm>
    </Card>
  )
}
