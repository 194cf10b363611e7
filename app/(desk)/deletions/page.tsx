/** The deletions of a supervisor's team: what is due, what waits for a second person, what is gone. */
import { getTranslations } from 'next-intl/server'
import { listDeletions } from '../../../lib/features/forgetting/service.ts'
import {
  DeletedTable,
  ProposedTable,
  TermsCard,
  WaitingTable,
} from '../../../lib/features/forgetting/ui/deletions-tables.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function DeletionsPage() {
  const person = await requirePerson()
  const { proposed, waiting, deleted, terms } = shown(await listDeletions(person))
  const t = await getTranslations('forgetting')
  return (
    <PageBody>
      <PageHeading title={t('title', { count: proposed.length })} note={t('note')} />
      <ProposedTable proposed={proposed} />
      <WaitingTable waiting={waiting} timeZone={person.timeZone} />
      <DeletedTable deleted={deleted} timeZone={person.timeZone} />
      <TermsCard terms={terms} />
    </PageBody>
  )
}
