'use client'

/** A number on a short scale, each step with its word. */
import { Radios } from './radios.tsx'
import { useField, type FieldProps } from './use-field.ts'

type ScoreFieldProps<V extends Record<string, unknown>> = FieldProps<V> & {
  from: number
  to: number
  /** The words of the scale, from the lowest to the highest. */
  texts: readonly string[]
  /** One step a line, for scales whose words are long. */
  stacked?: boolean
}

export function ScoreField<V extends Record<string, unknown>>(props: ScoreFieldProps<V>) {
  const { from, to, texts, stacked = false, hint, disabled } = props
  const field = useField(props)
  const options = Array.from({ length: to - from + 1 }, (_, step) => {
    const value = String(from + step)
    return { value, label: texts[step] ?? value }
  })
  function set(score: unknown): void {
    field.set(Number(score))
  }
  return <Radios field={{ ...field, set }} {...{ hint, options, disabled }} inline={!stacked} />
}
