'use client'

/** A password: pasted and managed as people like, shown on request. */
import { PasswordInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { inputFrame } from './input-frame.ts'
import { textOf, useField, type FieldProps } from './use-field.ts'

type PasswordFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  autoComplete: 'current-password' | 'new-password'
}

export function PasswordField<V extends Record<string, unknown>>(props: PasswordFieldProps<V>) {
  const t = useTranslations('form')
  const field = useField(props)
  const [visible, setVisible] = useState(false)
  return (
    <PasswordInput
      {...inputFrame(field, props.hint)}
      name={props.name}
      value={textOf(field.value)}
      onChange={(event) => {
        field.set(event.currentTarget.value)
      }}
      onBlur={field.blur}
      disabled={props.disabled ?? false}
      autoComplete={props.autoComplete}
      spellCheck={false}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        'aria-label': t(visible ? 'hidePassword' : 'showPassword'),
        tabIndex: 0,
      }}
    />
  )
}
