/** What is still to do on a case: tasks by lateness, and incidents that are not over. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatPartialDate } from '../../../domain/calendar/partial-date.ts'
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import { duePrecision } from '../../../domain/work/lateness.ts'
import { answeredAt, answerPath, type Question } from '../../../domain/work/questions.ts'
import { waitsForSecondPerson } from '../../../domain/work/tasks.ts'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PartialDay } from '../../../ui/dates.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile, May, OpenIncident, OpenTask } from '../schema.ts'
import styles from './case.module.css'
import { formHref } from './form-href.ts'

/** @param done the control that ticks one task off, for who may */
export function TasksCard({ file, done }: { file: CaseFile; done: (task: OpenTask) => ReactNode }) {
  const t = useTranslations('caseFile')
  const { head, may, tasks, now, timeZone } = file
  return (
    <Card title={t('tasks')}>
      <TaskList
        empty={<p data-dimmed>{t('noTasks')}</p>}
        items={tasks.map((task) => ({
          id: task.id,
          chip: (
            <LatenessChip
              due={task.dueAt}
              now={now}
              timeZone={timeZone}
              precision={duePrecision(Date.parse(task.dueAt), timeZone)}
            />
          ),
          title: <TaskTitle task={task} />,
          href: hrefOf(task, file),
          note: task.assignee,
          action: may.completeTasks && (task.mine || !waitsForSecondPerson(task.kind)) ? done(task) : null,
        }))}
      />
      {may.task ? (
        <p className={styles.add}>
          <TextLink href={formHref(head.code, 'task')}>{t('do.task')}</TextLink>
        </p>
      ) : null}
    </Card>
  )
}

function TaskTitle({ task }: { task: OpenTask }) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  if (task.kind === 'custom') return task.title
  if (task.kind === 'question') return task.question === null ? '' : words(`question.${task.question}`)
  if (task.kind !== 'requirement') return t(`task.${task.kind}`)
  return task.requirement === null ? '' : words(`requirement.${task.requirement}`)
}

/** Where a task is done: the form that fills its requirement, or the page that decides. */
function hrefOf(task: OpenTask, { head, may }: CaseFile): string | undefined {
  switch (task.kind) {
    case 'custom':
      return undefined
    case 'requirement': {
      if (task.requirement === null) return undefined
      const form = fillingForm(task.requirement)
      return may[form] ? formHref(head.code, form) : undefined
    }
    case 'review':
      return task.subjectId === null ? undefined : `/approvals/${task.subjectId}`
    case 'approval':
      return task.subjectId === null ? undefined : `/approvals/${task.subjectId}`
    case 'deletion':
      return may.delete ? `/cases/${head.code}/delete` : undefined
    case 'question':
      return task.question !== null && mayAnswer(task.question, may)
        ? answerPath(head.code, task.question)
        : undefined
    case 'returned':
      return may['journey-plan'] ? formHref(head.code, 'journey-plan') : undefined
  }
}

/** Who may not use the form that answers is not sent to it; the history is everybody's who reads the case. */
function mayAnswer(question: Question, may: May): boolean {
  const place = answeredAt(question)
  return place === 'safety' || place === 'protection' || may[place]
}

type IncidentsCardProps = { file: CaseFile; close: (incident: OpenIncident) => ReactNode }

/** @param close the control that closes one incident, for who may */
export function IncidentsCard({ file, close }: IncidentsCardProps) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  if (file.incidents.length === 0) return null
  return (
    <Card title={t('incidents')} tone="alert">
      {file.incidents.map((incident) => (
        <div key={incident.id} className={styles.incident}>
          <span>
            <Chip tone={incident.severity === 'low' ? 'amber' : 'red'}>
              {words(`severity.${incident.severity}`)}
            </Chip>
          </span>
          <span>
            {words(`incidentKind.${incident.kind}`)}, <PartialDay value={formatPartialDate(incident)} />
          </span>
          <span data-dimmed translate="no">
            {incident.code}
          </span>
          {file.may.closeIncidents ? close(incident) : null}
        </div>
      ))}
    </Card>
  )
}
