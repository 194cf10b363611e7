'use client'

/** Binds an input to its form: value, id, label for the summary, and the translated problem. */
import { useTranslations } from 'next-intl'
import { useController, type Control, type FieldPath } from 'react-hook-form'
import { isFieldProblem } from '../../domain/field-problem.ts'
import { fieldId, useDescribed, useFormFrame } from '../form/form-frame.tsx'

type Values = Record<string, unknown>

/** What every field takes. */
export type FieldProps<V extends Values> = {
  control: Control<V, unknown, V>
  name: FieldPath<V>
  label: string
  hint?: string | undefined
  /** Writes "optional" behind the label; most fields are asked because they are needed. */
  optional?: boolean | undefined
  disabled?: boolean | undefined
}

export type Field = {
  readonly id: string
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly blur: () => void
  readonly problem: string | undefined
  readonly label: string
}

export function useField<V extends Values>({ control, name, label, optional }: FieldProps<V>): Field {
  const t = useTranslations()
  const { field, fieldState } = useController({ control, name })
  const frame = useFormFrame()
  useDescribed(name, label)
  const message = fieldState.error?.message
  return {
    id: fieldId(frame.id, name),
    value: field.value,
    set: field.onChange,
    blur: field.onBlur,
    problem:
      fieldState.error === undefined
        ? undefined
        : t(`problems.${isFieldProblem(message) ? message : 'not-valid'}`),
    label: optional === true ? `${label} (${t('form.optional')})` : label,
  }
}

/** A field's value as text; anything else counts as empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
