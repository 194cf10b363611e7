/** The form that stands open on the page of a case: each is the form of its own slice. */
import { RequestApprovalForm } from '../../../../lib/features/approvals/ui/request-approval-form.tsx'
import { ArrivalForm } from '../../../../lib/features/arrivals/ui/arrival-form.tsx'
import { AssignForm } from '../../../../lib/features/assignments/ui/assign-form.tsx'
import { CoverForm } from '../../../../lib/features/assignments/ui/cover-form.tsx'
import { HandOverForm } from '../../../../lib/features/assignments/ui/hand-over-form.tsx'
import { BasisForm } from '../../../../lib/features/bases/ui/basis-form.tsx'
import { BreakGlassForm } from '../../../../lib/features/break-glass/ui/break-glass-form.tsx'
import type { OpenedCase } from '../../../../lib/features/case-file/service.ts'
import { IdentityForm } from '../../../../lib/features/cases/ui/identity-form.tsx'
import { ContactForm } from '../../../../lib/features/contacts/ui/contact-form.tsx'
import { DocumentForm } from '../../../../lib/features/documents/ui/document-form.tsx'
import { ShareForm } from '../../../../lib/features/guests/ui/share-form.tsx'
import { PlacementForm } from '../../../../lib/features/houses/ui/placement-form.tsx'
import { IncidentForm } from '../../../../lib/features/incidents/ui/incident-form.tsx'
import { JourneyPlanForm } from '../../../../lib/features/journeys/ui/journey-plan-form.tsx'
import { NoteForm } from '../../../../lib/features/notes/ui/note-form.tsx'
import { ProtectionForm } from '../../../../lib/features/protection/ui/protection-form.tsx'
import { RiskForm } from '../../../../lib/features/risk/ui/risk-form.tsx'
import { ScreeningForm } from '../../../../lib/features/screening/ui/screening-form.tsx'
import { TaskForm } from '../../../../lib/features/tasks/ui/task-form.tsx'

export function OpenForm({ file }: { file: OpenedCase }) {
  const { form, head, today, draft, choices, newest } = file
  const about = { caseId: head.id, caseCode: head.code, today, draft }
  const given = { caseId: head.id, caseCode: head.code, version: head.version }
  switch (form) {
    case 'contact':
      return <ContactForm {...about} previous={newest.contact} />
    case 'basis':
      return <BasisForm {...about} />
    case 'screening':
      return <ScreeningForm {...about} />
    case 'risk':
      return <RiskForm {...about} />
    case 'protection':
      return <ProtectionForm {...about} />
    case 'arrival':
      return <ArrivalForm {...about} />
    case 'incident':
      return <IncidentForm {...about} />
    case 'document':
      return <DocumentForm caseId={head.id} caseCode={head.code} draft={draft} />
    case 'note':
      return <NoteForm caseId={head.id} caseCode={head.code} draft={draft} />
    case 'identity':
      return <IdentityForm caseId={head.id} caseCode={head.code} />
    case 'guest':
      return <ShareForm caseId={head.id} caseCode={head.code} today={today} guests={choices.guests} />
    case 'assign':
      return <AssignForm {...given} workers={notYet(file, 'own')} />
    case 'hand-over':
      return <HandOverForm {...given} workers={notYet(file, 'own')} />
    case 'cover':
      return <CoverForm {...given} workers={notYet(file, 'any')} />
    case 'placement': {
      const screened = newest.screening?.result === 'clear'
      return <PlacementForm {...about} houses={choices.houses} screened={screened} />
    }
    case 'journey-plan':
      return (
        <JourneyPlanForm
          caseId={head.id}
          caseCode={head.code}
          draft={draft}
          mayRead={file.may.readIdentity}
          planVersion={newest.plan?.version ?? null}
        />
      )
    case 'approval':
      return (
        <RequestApprovalForm
          caseId={head.id}
          caseCode={head.code}
          planVersion={newest.plan?.version ?? null}
          warnings={file.gate?.warnings ?? []}
        />
      )
    case 'break-glass':
      return <BreakGlassForm way={choices.glassWay} caseId={head.id} caseCode={head.code} draft={draft} />
    case 'task':
      return <TaskForm {...about} own={file.own} />
    case null:
      return null
  }
}

/** Colleagues to choose from: those whose case it is not yet, or those who have nothing of it at all. */
function notYet({ choices, workers }: OpenedCase, has: 'own' | 'any') {
  const out = workers.present.filter(({ until }) => has === 'any' || until === null)
  return choices.workers.filter(({ id }) => !out.some(({ workerId }) => workerId === id))
}
