'use client'

/** Asks for a release: a table, who it is for, and a closed period that has not left. There is no other filter. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { DEFINITION_IDS, LATE_DAYS, TIERS } from '../../../domain/releases/definitions.ts'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { chosen } from '../../../ui/form/chosen.ts'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { prepareReleaseAction } from '../actions.ts'
import { prepareSchema, type Offer } from '../schema.ts'
import { periodWords } from './period-words.ts'

export function PrepareForm({ offers, draft }: { offers: readonly Offer[]; draft: unknown }) {
  const t = useTranslations('releases')
  const router = useRouter()
  const form = useActionForm({
    form: 'release',
    schema: prepareSchema,
    action: prepareReleaseAction,
    initialDraft: readDraft(draft),
    defaults: { id: newId(), period: '' },
    onDone: ({ code }) => {
      router.push(`/releases/${code}`)
    },
  })
  const definition = chosen(form.methods.watch('definition'))
  const tier = chosen(form.methods.watch('tier'))
  const offer = offers.find((one) => one.definition === definition && one.tier === tier)
  return (
    <ActionForm form={form} submit={t('ask')} savedText={t('asked')}>
      <RadioField
        control={form.control}
        name="definition"
        label={t('definitionLabel')}
        options={DEFINITION_IDS.map((value) => ({
          value,
          label: t(`definition.${value}`),
          hint: t(`definitionHint.${value}`),
        }))}
      />
      <RadioField
        control={form.control}
        name="tier"
        label={t('tierLabel')}
        options={TIERS.map((value) => ({ value, label: t(`tier.${value}`), hint: t(`tierHint.${value}`) }))}
      />
      {offer === undefined ? null : (
        <SelectField
          control={form.control}
          name="period"
          label={t('periodLabel')}
          hint={offer.periods.length === 0 ? t('noPeriod') : t('periodHint', { days: LATE_DAYS })}
          options={offer.periods.map((period) => {
            const { key, years } = periodWords(period)
            return { value: period.first, label: t(key, years) }
          })}
        />
      )}
    </ActionForm>
  )
}
