/** What leaves the house as numbers: what was prepared and released, and the form that asks for more. */
import { getTranslations } from 'next-intl/server'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { openReleases } from '../../../lib/features/releases/service.ts'
import { PrepareForm } from '../../../lib/features/releases/ui/prepare-form.tsx'
import { ReleasesTable } from '../../../lib/features/releases/ui/releases-table.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Disclosure } from '../../../lib/ui/disclosure.tsx'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

export default async function ReleasesPage() {
  const person = await requirePerson()
  const { releases, mayPrepare, offers, draft } = shown(await openReleases(person))
  const t = await getTranslations('releases')
  const quality = await getTranslations('recordQuality')
  const waiting = releases.filter(({ state }) => state === 'requested').length
  return (
    <PageBody>
      <PageHeading
        title={t('title', { waiting })}
        note={t('note')}
        actions={
          mayEver(person, 'quality.read') ? (
            <LinkButton href="/releases/quality">{quality('link')}</LinkButton>
          ) : undefined
        }
      />
      {mayPrepare ? (
        <Disclosure summary={t('askTitle')} id="ask" open={releases.length === 0 || draft !== null}>
          <PrepareForm offers={offers} draft={draft} />
        </Disclosure>
      ) : null}
      <ReleasesTable
        releases={releases}
        timeZone={person.timeZone}
        empty={<EmptyState title={t('empty')} text={t(mayPrepare ? 'emptyAnalyst' : 'emptyOthers')} />}
      />
    </PageBody>
  )
}
