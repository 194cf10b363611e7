'use client'

/** What the forms that report an incident choose from. */
import { useTranslations } from 'next-intl'
import { INCIDENT_KINDS } from '../../../domain/pathway/vocabulary.ts'
import type { Choice } from '../../../ui/fields/choices.ts'
import { sentenceCase } from '../../../ui/sentence-case.ts'

/** The kinds of incident to choose from, in the reader's words. */
export function useKindOptions(): readonly Choice[] {
  const words = useTranslations('vocabulary')
  return INCIDENT_KINDS.map((one) => ({ value: one, label: sentenceCase(words(`incidentKind.${one}`)) }))
}
