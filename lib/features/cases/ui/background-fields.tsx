'use client'

/** The closed words about a person that lists and statistics may know: the same questions in each form that asks them. */
import { useTranslations } from 'next-intl'
import type { Control, FieldPath } from 'react-hook-form'
import {
  ANSWERS,
  DISTRICTS,
  GROUPS,
  SECTORS,
  SEXES,
  VISA_PURPOSES,
} from '../../../domain/pathway/vocabulary.ts'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { SelectField } from '../../../ui/fields/select-field.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'

const QUESTIONS = ['enlisted', 'passportWithheld', 'wagesWithheld'] as const

export function BackgroundFields<V extends Record<string, unknown>>({
  control,
}: {
  control: Control<V, unknown, V>
}) {
  const t = useTranslations('cases')
  const words = useTranslations('vocabulary')
  const field = (name: string) => ({ control, name: name as FieldPath<V> })
  return (
    <>
      <FieldRow>
        <SelectField
          {...field('group')}
          label={t('group')}
          options={GROUPS.map((one) => ({ value: one, label: sentenceCase(words(`group.${one}`)) }))}
        />
        <SelectField
          {...field('sector')}
          label={t('sector')}
          options={SECTORS.map((one) => ({ value: one, label: sentenceCase(words(`sector.${one}`)) }))}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          {...field('federalDistrict')}
          label={t('federalDistrict')}
          hint={t('federalDistrictHint')}
          options={DISTRICTS.map((one) => ({ value: one, label: sentenceCase(words(`district.${one}`)) }))}
        />
        <SelectField
          {...field('visaPurpose')}
          label={t('visaPurpose')}
          hint={t('visaPurposeHint')}
          options={VISA_PURPOSES.map((one) => ({
            value: one,
            label: sentenceCase(words(`visaPurpose.${one}`)),
          }))}
        />
      </FieldRow>
      <RadioField
        {...field('sex')}
        label={t('sex')}
        options={SEXES.map((one) => ({ value: one, label: sentenceCase(words(`sex.${one}`)) }))}
        inline
      />
      {QUESTIONS.map((question) => (
        <RadioField
          key={question}
          {...field(question)}
          label={t(question)}
          options={ANSWERS.map((one) => ({ value: one, label: sentenceCase(words(`answer.${one}`)) }))}
          inline
        />
      ))}
    </>
  )
}
