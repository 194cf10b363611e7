'use client'

/** Any of a few, all of them in sight. */
import { Checkbox } from '@mantine/core'
import styles from './fields.module.css'
import { inputFrame } from './input-frame.ts'
import type { RadioOption } from './radio-field.tsx'
import { useField, type FieldProps } from './use-field.ts'

type CheckboxGroupFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  options: readonly RadioOption[]
  inline?: boolean
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

export function CheckboxGroupField<V extends Record<string, unknown>>(props: CheckboxGroupFieldProps<V>) {
  const field = useField(props)
  const { id, ...frame } = inputFrame(field, props.hint)
  return (
    <Checkbox.Group
      {...frame}
      id={`${field.id}-group`}
      value={textsOf(field.value)}
      onChange={field.set}
      onBlur={field.blur}
    >
      <div className={props.inline === true ? styles.choicesInline : styles.choices}>
        {props.options.map((option, index) => (
          <Checkbox
            key={option.value}
            id={index === 0 ? id : `${field.id}-${option.value}`}
            value={option.value}
            label={option.label}
            description={option.hint}
            disabled={props.disabled ?? false}
            classNames={{
              body: styles.choice ?? '',
              label: styles.choiceLabel ?? '',
              description: styles.hint ?? '',
            }}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
