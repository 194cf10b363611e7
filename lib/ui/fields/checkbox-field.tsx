'use client'

/** Yes or no. */
import { Checkbox } from '@mantine/core'
import styles from './fields.module.css'
import { useField, type FieldProps } from './use-field.ts'

export function CheckboxField<V extends Record<string, unknown>>(props: FieldProps<V>) {
  const field = useField(props)
  return (
    <Checkbox
      id={field.id}
      name={props.name}
      label={field.label}
      description={props.hint}
      error={field.problem}
      checked={field.value === true}
      onChange={(event) => {
        field.set(event.currentTarget.checked)
      }}
      onBlur={field.blur}
      disabled={props.disabled ?? false}
      classNames={{
        body: styles.choice ?? '',
        label: styles.choiceLabel ?? '',
        error: styles.problem ?? '',
      }}
    />
  )
}
