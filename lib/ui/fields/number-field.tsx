'use client'

/** A number as people type it. No arrows and no wheel: a scrolled page must not change a figure. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { inputFrame, type Width } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type NumberFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  width?: Width
}

/** A number where there is one, null for nothing, and what was typed where it is neither: the schema says so. */
function read(text: string): number | string | null {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : text
}

export function NumberField<V extends Record<string, unknown>>(props: NumberFieldProps<V>) {
  const field = useField(props)
  const [typed, setTyped] = useState('')
  // What was typed stands as long as it means the value ("5." while typing 5.5).
  const shown = read(typed) === (field.value ?? null) ? typed : textOf(field.value)
  return (
    <TextInput
      {...inputFrame(field, props.hint, props.width ?? 'short')}
      name={props.name}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        field.set(read(event.currentTarget.value))
      }}
      onBlur={field.blur}
      disabled={props.disabled ?? false}
      inputMode="decimal"
      autoComplete="off"
    />
  )
}
