/** What rings and what is due, the most pressing first. */
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import { duePrecision, type LatenessGroup } from '../../../domain/work/lateness.ts'
import { answerPath } from '../../../domain/work/questions.ts'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { Today, TodayAlert, TodayTask } from '../schema.ts'
import styles from './today.module.css'

const PRESSING: readonly LatenessGroup[] = ['critically-overdue', 'overdue']

type AlertsProps = {
  today: Today
  seen: (alert: TodayAlert) => ReactNode
  release: (personId: string) => ReactNode
  maySuspend: boolean
}

/**
 * @param seen the control that acknowledges one alert
 * @param release the control that lets a colleague look on
 * @param maySuspend whoever looks may shut a colleague of their team out
 */
export function RingingNow({ today, seen, release, maySuspend }: AlertsProps) {
  const t = useTranslations('today')
  const stages = useTranslations('stages')
  const format = useFormatter()
  if (today.alerts.length === 0) return null
  return (
    <section className={styles.group} data-pressing aria-labelledby="now">
      <h2 id="now">{t('group.now')}</h2>
      {today.alerts.map((alert) => (
        <Card key={alert.id} tone="alert">
          <div className={styles.alert}>
            <div>
              <Chip tone="red">{t(`alert.${alert.kind}`)}</Chip>
            </div>
            <p className={styles.alertTitle}>
              {alert.caseCode === null ? (
                alert.about?.name
              ) : (
                <span translate="no" data-code>
                  {alert.caseCode}
                </span>
              )}
              {alert.stage === null ? null : ` · ${stages(alert.stage)}`}
            </p>
            <p className={styles.alertNote}>
              {t('rangAt', {
                when: format.dateTime(new Date(alert.raisedAt), 'moment', { timeZone: today.timeZone }),
              })}{' '}
              {alert.raisedBy === null ? null : t('rangBy', { name: alert.raisedBy })}{' '}
              {alert.answered ? t('answered') : null}
              {alert.answered || alert.step === 'raised' || alert.kind === 'suspended'
                ? null
                : t('unanswered')}{' '}
              {alert.kind === 'too-many-looks' ? t('looksNote') : null}
              {alert.kind === 'phone-seized' ? t('seizedNote') : null}
              {alert.kind === 'suspended' ? t('suspendedNote') : null}
              {alert.kind === 'carrier-suspended' ? t('carrierNote') : null}
              {alert.stage === null && alert.about === null ? t('outOfReach') : null}
            </p>
            <div className={styles.alertActions}>
              {alert.about === null || alert.kind !== 'too-many-looks' ? null : release(alert.about.id)}
              {seen(alert)}
              {alert.about === null || alert.kind === 'suspended' || !maySuspend ? null : (
                <LinkButton href={`/people/${alert.about.id}/leaving`}>{t('toSuspend')}</LinkButton>
              )}
              {alert.stage === null || alert.caseCode === null ? null : (
                <LinkButton href={`/cases/${alert.caseCode}`}>{t('openCase')}</LinkButton>
              )}
            </div>
          </div>
        </Card>
      ))}
    </section>
  )
}

type TasksProps = { today: Today; done: (task: TodayTask) => ReactNode }

/** @param done the control that ticks one task off */
export function DueTasks({ today, done }: TasksProps) {
  const t = useTranslations('today')
  return today.groups.map(({ group, items }) => (
    <section
      key={group}
      className={styles.group}
      data-pressing={PRESSING.includes(group)}
      aria-labelledby={group}
    >
      <h2 id={group}>{t(`group.${group}`)}</h2>
      <Card>
        <TaskList
          items={items.map((task) => ({
            id: task.id,
            chip: <DueChip task={task} today={today} />,
            title: <TaskTitle task={task} />,
            href: whereDone(task),
            note: <OnCase task={task} />,
            action: <WhatToDo task={task} done={done} />,
          }))}
        />
      </Card>
    </section>
  ))
}

/** One tap ends a task of one's own, and a question that was looked at; what a gate or a second person waits for is ended by doing it. */
function WhatToDo({ task, done }: { task: TodayTask; done: TasksProps['done'] }) {
  const t = useTranslations('today')
  if (task.kind === 'custom' || task.kind === 'question') return done(task)
  return (
    <LinkButton href={whereDone(task)} size="xs">
      {t(`go.${task.kind}`)}
    </LinkButton>
  )
}

function DueChip({ task, today }: { task: TodayTask; today: Today }) {
  const { now, timeZone } = today
  const precision = duePrecision(Date.parse(task.dueAt), timeZone)
  return <LatenessChip due={task.dueAt} now={now} timeZone={timeZone} precision={precision} />
}

function TaskTitle({ task }: { task: TodayTask }) {
  const t = useTranslations('today')
  const words = useTranslations('vocabulary')
  if (task.kind === 'custom') return task.title
  if (task.kind === 'question') return task.question === null ? '' : words(`question.${task.question}`)
  if (task.kind !== 'requirement') return t(`task.${task.kind}`)
  return task.requirement === null ? '' : words(`requirement.${task.requirement}`)
}

function OnCase({ task }: { task: TodayTask }) {
  const stages = useTranslations('stages')
  return (
    <>
      <span translate="no" data-code>
        {task.caseCode}
      </span>{' '}
      · {stages(task.stage)}
    </>
  )
}

/** Where a task is done: the form that fills it, the page that decides, or its case. */
function whereDone({ kind, caseCode, requirement, question, subjectId }: TodayTask): string {
  if (kind === 'approval' && subjectId !== null) return `/approvals/${subjectId}`
  if (kind === 'review' && subjectId !== null) return `/approvals/${subjectId}`
  if (kind === 'deletion') return `/cases/${caseCode}/delete`
  if (kind === 'returned') return `/cases/${caseCode}?do=journey-plan`
  if (question !== null) return answerPath(caseCode, question)
  if (requirement !== null) return `/cases/${caseCode}?do=${fillingForm(requirement)}`
  return `/cases/${caseCode}`
}
