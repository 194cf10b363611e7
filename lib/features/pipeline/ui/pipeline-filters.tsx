/** Whose waits the pipeline shows. */
import { useTranslations } from 'next-intl'
import { GROUPS, SECTORS } from '../../../domain/pathway/vocabulary.ts'
import { FilterSelect } from '../../../ui/filter-fields.tsx'
import { Filters } from '../../../ui/filters.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import type { PipelinePage } from '../schema.ts'

export function PipelineFilters({ page }: { page: PipelinePage }) {
  const t = useTranslations('pipeline')
  const words = useTranslations('vocabulary')
  const { query, loads } = page
  return (
    <Filters action="/pipeline">
      <FilterSelect
        name="group"
        label={t('group')}
        value={query.group ?? ''}
        options={GROUPS.map((one) => ({ value: one, label: sentenceCase(words(`group.${one}`)) }))}
      />
      <FilterSelect
        name="sector"
        label={t('sector')}
        value={query.sector ?? ''}
        options={SECTORS.map((one) => ({ value: one, label: sentenceCase(words(`sector.${one}`)) }))}
      />
      <FilterSelect
        name="worker"
        label={t('worker')}
        value={query.worker ?? ''}
        options={loads.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Filters>
  )
}
