'use client'

/** The radio buttons of a field, all of them in sight. */
import { Radio } from '@mantine/core'
import { choiceFrame, choicesClass, groupFrame, type Choice } from './choices.ts'
import { textOf, type Field } from './use-field.ts'

type RadiosProps = {
  field: Field
  hint?: string | undefined
  options: readonly Choice[]
  inline?: boolean | undefined
  disabled?: boolean | undefined
}

export function Radios({ field, hint, options, inline, disabled = false }: RadiosProps) {
  return (
    <Radio.Group
      {...groupFrame(field, hint)}
      name={field.id}
      value={textOf(field.value)}
      onChange={field.set}
    >
      <div className={choicesClass(inline)}>
        {options.map((option, index) => (
          <Radio key={option.value} {...choiceFrame(field, option, index)} disabled={disabled} />
        ))}
      </div>
    </Radio.Group>
  )
}
