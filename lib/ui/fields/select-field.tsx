'use client'

/** One of a list. A plain select: every phone has its own good way to show it. */
import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { inputFrame, type Width } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

export type Option = { readonly value: string; readonly label: string }

type SelectFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  options: readonly Option[]
  placeholder?: string
  width?: Width
}

export function SelectField<V extends Record<string, unknown>>(props: SelectFieldProps<V>) {
  const t = useTranslations('form')
  const field = useField(props)
  return (
    <NativeSelect
      {...inputFrame(field, props.hint, props.width)}
      name={props.name}
      value={textOf(field.value)}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        field.set(chosen === '' && props.optional === true ? null : chosen)
      }}
      onBlur={field.blur}
      disabled={props.disabled ?? false}
      data={[{ value: '', label: props.placeholder ?? t('choose') }, ...props.options]}
    />
  )
}
