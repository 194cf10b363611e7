/** The filters of the list in sight above it, and those that hold as tags to be taken away. */
import { useTranslations } from 'next-intl'
import { STAGES } from '../../../domain/pathway/stages.ts'
import { DISTRICTS, GROUPS } from '../../../domain/pathway/vocabulary.ts'
import { FilterSelect } from '../../../ui/filter-fields.tsx'
import { FilterTags, type FilterTag } from '../../../ui/filter-tags.tsx'
import { Filters } from '../../../ui/filters.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { SORTS, STATES, WAITS, type CaseListPage } from '../schema.ts'
import { fromTheStart, listHref } from './query-href.ts'

export function CaseFilters({ page }: { page: CaseListPage }) {
  const t = useTranslations('caseList')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const { query, workers } = page
  return (
    <Filters action="/cases" keep={query.q === '' ? {} : { q: query.q }}>
      <FilterSelect
        name="stage"
        label={t('stage')}
        value={query.stage ?? ''}
        options={STAGES.map((one) => ({ value: one, label: stages(one) }))}
      />
      <FilterSelect
        name="group"
        label={t('group')}
        value={query.group ?? ''}
        options={GROUPS.map((one) => ({ value: one, label: sentenceCase(words(`group.${one}`)) }))}
      />
      <FilterSelect
        name="district"
        label={t('district')}
        value={query.district ?? ''}
        options={DISTRICTS.map((one) => ({ value: one, label: sentenceCase(words(`district.${one}`)) }))}
      />
      <FilterSelect
        name="wait"
        label={t('wait')}
        value={query.wait ?? ''}
        options={WAITS.map((one) => ({ value: one, label: t('waitDays', { days: Number(one) }) }))}
      />
      {workers.length === 0 ? null : (
        <FilterSelect
          name="worker"
          label={t('worker')}
          value={query.worker ?? ''}
          options={workers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FilterSelect
        name="state"
        label={t('state')}
        value={query.state}
        any={false}
        options={STATES.map((one) => ({ value: one, label: t(`states.${one}`) }))}
      />
      <FilterSelect
        name="sort"
        label={t('sort')}
        value={query.sort}
        any={false}
        options={SORTS.map((one) => ({ value: one, label: t(`sorts.${one}`) }))}
      />
    </Filters>
  )
}

export function CaseTags({ page }: { page: CaseListPage }) {
  const t = useTranslations('caseList')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const { query, workers } = page
  const asked = fromTheStart(query)
  const tags: FilterTag[] = []
  if (query.q !== '')
    tags.push({ label: t('tagCode', { q: query.q }), href: listHref({ ...asked, q: '', state: 'open' }) })
  if (query.stage !== null)
    tags.push({ label: stages(query.stage), href: listHref({ ...asked, stage: null, state: 'open' }) })
  if (query.group !== null)
    tags.push({ label: words(`group.${query.group}`), href: listHref({ ...asked, group: null }) })
  if (query.district !== null)
    tags.push({ label: words(`district.${query.district}`), href: listHref({ ...asked, district: null }) })
  if (query.wait !== null)
    tags.push({
      label: t('tagWait', { days: Number(query.wait) }),
      href: listHref({ ...asked, wait: null }),
    })
  if (query.worker !== null) {
    const name = workers.find(({ id }) => id === query.worker)?.name ?? t('tagWorker')
    tags.push({ label: name, href: listHref({ ...asked, worker: null }) })
  }
  if (query.state !== 'all' && query.stage === null)
    tags.push({ label: t(`states.${query.state}`), href: listHref({ ...asked, state: 'all' }) })
  const onlyDefault = tags.length === 1 && query.state === 'open'
  return onlyDefault ? <FilterTags tags={tags} /> : <FilterTags tags={tags} clearHref="/cases" />
}
