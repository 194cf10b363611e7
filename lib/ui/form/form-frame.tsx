'use client'

/** What a form tells its fields: the ids they bear, and where they leave their labels for the error summary. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

type FormFrame = {
  readonly id: string
  readonly describe: (name: string, label: string) => void
  readonly labelOf: (name: string) => string | undefined
  /** Where a field stands in the form; fields that nobody described come last. */
  readonly placeOf: (name: string) => number
}

const FormFrameContext = createContext<FormFrame>({
  id: 'form',
  describe: () => undefined,
  labelOf: () => undefined,
  placeOf: () => 0,
})

function newFrame(id: string): FormFrame {
  const labels = new Map<string, string>()
  return {
    id,
    describe: (name, label) => {
      labels.set(name, label)
    },
    labelOf: (name) => labels.get(name),
    placeOf: (name) => {
      const place = [...labels.keys()].indexOf(name)
      return place < 0 ? labels.size : place
    },
  }
}

export function FormFrameProvider({ id, children }: { id: string; children: ReactNode }) {
  const [frame] = useState(() => newFrame(id))
  return <FormFrameContext value={frame}>{children}</FormFrameContext>
}

export function useFormFrame(): FormFrame {
  return useContext(FormFrameContext)
}

/** The DOM id of a field, to which the error summary leads. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name.replaceAll('.', '-')}`
}

/** Leaves a field's label for the error summary. */
export function useDescribed(name: string, label: string): void {
  const { describe } = useFormFrame()
  useEffect(() => {
    describe(name, label)
  }, [describe, name, label])
}
