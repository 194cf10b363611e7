'use client'

/** Adds a house. Its code is made by chance; the address goes in here and is shown in no list. */
import { useTranslations } from 'next-intl'
import { DISTRICTS, HOUSE_KINDS } from '../../../domain/pathway/vocabulary.ts'
import { NumberField } from '../../../ui/fields/number-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { createHouseAction } from '../actions.ts'
import { houseSchema } from '../schema.ts'

export function NewHouseForm({ draft }: { draft: unknown }) {
  const t = useTranslations('houses')
  const words = useTranslations('vocabulary')
  const form = useActionForm({
    form: 'house',
    schema: houseSchema,
    action: createHouseAction,
    initialDraft: readDraft(draft),
    defaults: { id: newId(), address: '' },
  })
  return (
    <ActionForm form={form} submit={t('add')} savedText={t('added')}>
      <RadioField
        control={form.control}
        name="kind"
        label={t('kind')}
        options={HOUSE_KINDS.map((kind) => ({
          value: kind,
          label: sentenceCase(words(`houseKind.${kind}`)),
          hint: t(`kindHint.${kind}`),
        }))}
      />
      <SelectField
        control={form.control}
        name="district"
        label={t('district')}
        width="medium"
        options={DISTRICTS.map((district) => ({
          value: district,
          label: sentenceCase(words(`district.${district}`)),
        }))}
      />
      <NumberField control={form.control} name="capacity" label={t('capacity')} />
      <TextField
        control={form.control}
        name="address"
        label={t('address')}
        hint={t('addressHint')}
        optional
      />
    </ActionForm>
  )
}
