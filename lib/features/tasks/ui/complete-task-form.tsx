'use client'

/** Ticks one task off, in one tap. */
import { useTranslations } from 'next-intl'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { completeTaskAction } from '../actions.ts'
import { taskDoneSchema } from '../schema.ts'

type CompleteTaskFormProps = { caseId: string; taskId: string; version: number }

export function CompleteTaskForm({ caseId, taskId, version }: CompleteTaskFormProps) {
  const t = useTranslations('tasks')
  const form = useActionForm({
    form: 'task-done',
    subject: taskId,
    schema: taskDoneSchema,
    action: completeTaskAction,
    defaults: { caseId, taskId },
    version,
    drafts: false,
  })
  return <ActionForm form={form} submit={t('done')} tone="default" size="xs" savedText={t('isDone')} />
}
