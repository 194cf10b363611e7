/** The page on which a case is opened. */
import { getTranslations } from 'next-intl/server'
import { openNewCase } from '../../../../lib/features/cases/service.ts'
import { NewCaseForm } from '../../../../lib/features/cases/ui/new-case-form.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Columns } from '../../../../lib/ui/columns.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

type Props = { searchParams: Promise<{ household?: string | string[] }> }

export default async function NewCasePage({ searchParams }: Props) {
  const person = await requirePerson()
  const { household } = await searchParams
  const page = shown(await openNewCase(person))
  const t = await getTranslations('cases')
  return (
    <PageBody>
      <PageHeading title={t('newTitle')} note={t('newNote')} />
      <Columns kind="form">
        <NewCaseForm page={page} householdOf={typeof household === 'string' ? household : ''} />
      </Columns>
    </PageBody>
  )
}
