'use client'

/** One line of text. Spelling is not checked: some browsers send what they check to their maker. */
import { TextInput } from '@mantine/core'
import { inputFrame, type Width } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type TextFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'tel' | 'email'
  lang?: string
  width?: Width
  spellCheck?: boolean
  autoFocus?: boolean
}

export function TextField<V extends Record<string, unknown>>(props: TextFieldProps<V>) {
  const field = useField(props)
  return (
    <TextInput
      {...inputFrame(field, props.hint, props.width)}
      name={props.name}
      value={textOf(field.value)}
      onChange={(event) => {
        field.set(event.currentTarget.value)
      }}
      onBlur={field.blur}
      disabled={props.disabled ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      autoFocus={props.autoFocus ?? false}
      inputMode={props.inputMode ?? 'text'}
      lang={props.lang}
      spellCheck={props.spellCheck ?? false}
      dir="auto"
    />
  )
}
