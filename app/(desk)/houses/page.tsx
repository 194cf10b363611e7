/** The houses of the team, and the form that adds one. */
import { getTranslations } from 'next-intl/server'
import { listHouses } from '../../../lib/features/houses/service.ts'
import { HousesTable } from '../../../lib/features/houses/ui/houses-table.tsx'
import { NewHouseForm } from '../../../lib/features/houses/ui/new-house-form.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Disclosure } from '../../../lib/ui/disclosure.tsx'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function HousesPage() {
  const person = await requirePerson()
  const { houses, mayCreate, draft } = shown(await listHouses(person))
  const t = await getTranslations('houses')
  const usable = houses.filter((house) => !house.compromised)
  const free = usable.reduce((sum, house) => sum + house.free, 0)
  return (
    <PageBody>
      <PageHeading
        title={houses.length === 0 ? t('titleNone') : t('title', { free, houses: usable.length })}
        note={t('note')}
      />
      {mayCreate ? (
        <Disclosure summary={t('addTitle')} id="add" open={houses.length === 0 || draft !== null}>
          <NewHouseForm draft={draft} />
        </Disclosure>
      ) : null}
      <HousesTable
        houses={houses}
        empty={<EmptyState title={t('empty')} text={t(mayCreate ? 'emptyLead' : 'emptyWorker')} />}
      />
    </PageBody>
  )
}
