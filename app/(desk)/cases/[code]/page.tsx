/** One case: where it stands, what is next, what is to do, and everything that happened. */
import { mayEver } from '../../../../lib/domain/policy/decide.ts'
import { WorkersCard } from '../../../../lib/features/assignments/ui/workers-card.tsx'
import { OpenGlassNotice } from '../../../../lib/features/break-glass/ui/open-glass-notice.tsx'
import { openCase } from '../../../../lib/features/case-file/service.ts'
import { CaseBar } from '../../../../lib/features/case-file/ui/case-bar.tsx'
import { CaseLayout } from '../../../../lib/features/case-file/ui/case-layout.tsx'
import { CaseSteps } from '../../../../lib/features/case-file/ui/case-steps.tsx'
import { GateCard } from '../../../../lib/features/case-file/ui/gate-card.tsx'
import { PendingNotices } from '../../../../lib/features/case-file/ui/pending-notices.tsx'
import { PersonCard } from '../../../../lib/features/case-file/ui/person-card.tsx'
import { ProtectionCard } from '../../../../lib/features/case-file/ui/protection-card.tsx'
import { IncidentsCard, TasksCard } from '../../../../lib/features/case-file/ui/work-cards.tsx'
import { DocumentsCard } from '../../../../lib/features/documents/ui/documents-card.tsx'
import { OpeningsCard } from '../../../../lib/features/guests/ui/openings-card.tsx'
import { NameReveal } from '../../../../lib/features/cases/ui/name-reveal.tsx'
import { AddressReveal } from '../../../../lib/features/houses/ui/address-reveal.tsx'
import { CloseIncidentForm } from '../../../../lib/features/incidents/ui/close-incident-form.tsx'
import { RouteReveal } from '../../../../lib/features/journeys/ui/route-reveal.tsx'
import { NumbersReveal } from '../../../../lib/features/protection/ui/numbers-reveal.tsx'
import { CompleteTaskForm } from '../../../../lib/features/tasks/ui/complete-task-form.tsx'
import { CaseTimeline } from '../../../../lib/features/timeline/ui/case-timeline.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { shown } from '../../shown.ts'
import { OpenForm } from './open-form.tsx'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CasePage({ params, searchParams }: Props) {
  const person = await requirePerson()
  const { code } = await params
  const asked = await searchParams
  const file = shown(
    await openCase(person, code, { do: asked['do'], show: asked['show'], page: asked['page'] }),
  )
  const caseId = file.head.id
  return (
    <>
      <CaseBar file={file} />
      <PageBody>
        {file.glass === null ? null : (
          <OpenGlassNotice
            key={file.glass.id}
            caseId={caseId}
            glass={file.glass}
            now={file.now}
            timeZone={file.timeZone}
          />
        )}
        <CaseSteps steps={file.steps} today={file.today} />
        <PendingNotices file={file} mayDecide={mayEver(person, 'approval.decide')} />
        <CaseLayout
          form={file.form === null ? null : <OpenForm key={file.form} file={file} />}
          gate={<GateCard file={file} />}
          tasks={
            <>
              <IncidentsCard
                file={file}
                close={({ id, version }) => (
                  <CloseIncidentForm caseId={caseId} incidentId={id} version={version} />
                )}
              />
              <TasksCard
                file={file}
                done={({ id, kind, version }) => (
                  <CompleteTaskForm caseId={caseId} taskId={id} kind={kind} version={version} />
                )}
              />
            </>
          }
          about={
            <>
              <PersonCard
                file={file}
                names={file.may.readIdentity ? <NameReveal key={caseId} caseId={caseId} /> : null}
                address={file.may.readAddress ? <AddressReveal key={caseId} caseId={caseId} /> : null}
                route={file.may.readIdentity ? <RouteReveal key={caseId} caseId={caseId} /> : null}
              />
              <ProtectionCard
                file={file}
                numbers={file.may.readIdentity ? <NumbersReveal key={caseId} caseId={caseId} /> : null}
              />
              <DocumentsCard
                caseId={caseId}
                caseCode={file.head.code}
                documents={file.documents}
                may={file.may}
                timeZone={file.timeZone}
              />
              <OpeningsCard
                caseId={caseId}
                openings={file.openings}
                mayEnd={file.may.endSharing}
                today={file.today}
              />
              <WorkersCard
                caseId={caseId}
                caseCode={file.head.code}
                version={file.head.version}
                workers={file.workers}
                personId={person.personId}
                timeZone={file.timeZone}
              />
            </>
          }
          timeline={
            <CaseTimeline path={`/cases/${file.head.code}`} timeline={file.timeline} today={file.today} />
          }
        />
      </PageBody>
    </>
  )
}
