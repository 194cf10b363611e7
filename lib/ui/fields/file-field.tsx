'use client'

/** One file of the reader's own. The form's value is how many bytes it has; the file itself is handed to whoever sends it. */
import { FileInput } from '@mantine/core'
import { useState } from 'react'
import { inputFrame } from './input-frame.ts'
import { useField, type FieldProps } from './use-field.ts'

type FileFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  /** Media types that the system's own dialogue offers. */
  accept: readonly string[]
  placeholder: string
  onFile: (file: File | null) => void
}

export function FileField<V extends Record<string, unknown>>(props: FileFieldProps<V>) {
  const field = useField(props)
  const [file, setFile] = useState<File | null>(null)
  return (
    <FileInput
      {...inputFrame(field, props.hint)}
      name={props.name}
      value={field.value === 0 ? null : file}
      onChange={(chosen) => {
        setFile(chosen)
        field.set(chosen?.size ?? 0)
        props.onFile(chosen)
      }}
      onBlur={field.blur}
      accept={props.accept.join(',')}
      placeholder={props.placeholder}
      disabled={props.disabled ?? false}
    />
  )
}
