/** Today: what rings, what is due, and which cases wait. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { mayEver } from '../../lib/domain/policy/decide.ts'
import { AcknowledgeForm } from '../../lib/features/alerts/ui/acknowledge-form.tsx'
import { WaitingReleases } from '../../lib/features/releases/ui/waiting-releases.tsx'
import { ReleaseForm } from '../../lib/features/reveals/ui/release-form.tsx'
import { CompleteTaskForm } from '../../lib/features/tasks/ui/complete-task-form.tsx'
import { readToday } from '../../lib/features/today/service.ts'
import { DueTasks, RingingNow } from '../../lib/features/today/ui/day-groups.tsx'
import { EmptyDay } from '../../lib/features/today/ui/empty-day.tsx'
import { WaitingCases } from '../../lib/features/today/ui/waiting-cases.tsx'
import { requirePerson } from '../../lib/server/session/current.ts'
import { Column, Columns } from '../../lib/ui/columns.tsx'
import { PageBody } from '../../lib/ui/page-body.tsx'
import { PageHeading } from '../../lib/ui/page-heading.tsx'
import { shown } from './shown.ts'

export default async function TodayPage() {
  const person = await requirePerson()
  const today = shown(await readToday(person))
  const t = await getTranslations('today')
  const format = await getFormatter()
  const worksCases = today.whose !== 'nobody'
  const date = format.dateTime(new Date(today.now), 'longDay', { timeZone: person.timeZone })
  const quiet =
    today.pressing === 0 && today.releases.length > 0
      ? t('titleReleases', { count: today.releases.length })
      : t('titleQuiet', { count: today.pressing })
  const title = worksCases ? t('title', { count: today.pressing }) : quiet
  const day = (
    <Column>
      <RingingNow
        today={today}
        seen={({ id, answered }) => <AcknowledgeForm key={id} alertId={id} answered={answered} />}
        release={(id) => <ReleaseForm personId={id} />}
        maySuspend={mayEver(person, 'person.suspend')}
      />
      <DueTasks
        today={today}
        done={({ id, caseId, kind, version }) => (
          <CompleteTaskForm key={id} caseId={caseId} taskId={id} kind={kind} version={version} />
        )}
      />
      {today.releases.length === 0 ? null : (
        <WaitingReleases releases={today.releases} timeZone={person.timeZone} />
      )}
      {today.alerts.length + today.groups.length + today.releases.length === 0 ? (
        <EmptyDay roles={worksCases ? [] : person.roles} />
      ) : null}
    </Column>
  )
  return (
    <PageBody>
      <PageHeading title={title} note={date} />
      {worksCases ? (
        <Columns kind="halves">
          {day}
          <WaitingCases today={today} />
        </Columns>
      ) : (
        <Columns kind="form">{day}</Columns>
      )}
    </PageBody>
  )
}
