'use client'

/** Any of a few, all of them in sight. */
import { Checkbox } from '@mantine/core'
import { choiceFrame, choicesClass, groupFrame, type Choice } from './choices.ts'
import { useField, type FieldProps } from './use-field.ts'

type CheckboxGroupFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  options: readonly Choice[]
  inline?: boolean
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

export function CheckboxGroupField<V extends Record<string, unknown>>(props: CheckboxGroupFieldProps<V>) {
  const { hint, options, inline, disabled = false } = props
  const field = useField(props)
  return (
    <Checkbox.Group {...groupFrame(field, hint)} value={textsOf(field.value)} onChange={field.set}>
      <div className={choicesClass(inline)}>
        {options.map((option, index) => (
          <Checkbox key={option.value} {...choiceFrame(field, option, index)} disabled={disabled} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
