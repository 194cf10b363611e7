'use client'

/** One of a few, all of them in sight. */
import type { Choice } from './choices.ts'
import { Radios } from './radios.tsx'
import { useField, type FieldProps } from './use-field.ts'

type RadioFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  options: readonly Choice[]
  inline?: boolean
}

export function RadioField<V extends Record<string, unknown>>(props: RadioFieldProps<V>) {
  const { hint, options, inline, disabled } = props
  return <Radios field={useField(props)} {...{ hint, options, inline, disabled }} />
}
