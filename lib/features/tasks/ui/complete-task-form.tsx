'use client'

/** Ticks one task off, in one tap. A question about a record is answered so by whoever looked: it is as it is. */
import { useTranslations } from 'next-intl'
import type { TaskKind } from '../../../domain/work/tasks.ts'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { completeTaskAction } from '../actions.ts'
import { taskDoneSchema } from '../schema.ts'

type CompleteTaskFormProps = { caseId: string; taskId: string; kind: TaskKind; version: number }

export function CompleteTaskForm({ caseId, taskId, kind, version }: CompleteTaskFormProps) {
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
  const submit = t(kind === 'question' ? 'asItIs' : 'done')
  return <ActionForm form={form} submit={submit} tone="default" size="xs" savedText={t('isDone')} />
}
