'use client'

/** Who it is: names in three scripts and what else gets somebody caught. All of it may stay empty. */
import { useTranslations } from 'next-intl'
import type { Control, FieldPath } from 'react-hook-form'
import { FieldRow } from '../../../ui/fields/field-row.tsx'
import { NumberField } from '../../../ui/fields/number-field.tsx'
import { TextField } from '../../../ui/fields/text-field.tsx'

export function PersonFields<V extends Record<string, unknown>>({
  control,
}: {
  control: Control<V, unknown, V>
}) {
  const t = useTranslations('cases')
  const field = (name: string) => ({ control, name: name as FieldPath<V> })
  return (
    <>
      <FieldRow>
        <TextField {...field('hangul')} label={t('hangul')} lang="ko" />
        <TextField {...field('latin')} label={t('latin')} />
        <TextField {...field('cyrillic')} label={t('cyrillic')} lang="ru" />
      </FieldRow>
      <TextField {...field('aliases')} label={t('aliases')} hint={t('aliasesHint')} />
      <FieldRow>
        <NumberField {...field('birthYear')} label={t('birthYear')} hint={t('birthYearHint')} width="full" />
        <TextField {...field('phone')} label={t('phone')} inputMode="tel" />
      </FieldRow>
      <TextField {...field('guardian')} label={t('guardian')} hint={t('guardianHint')} />
    </>
  )
}
