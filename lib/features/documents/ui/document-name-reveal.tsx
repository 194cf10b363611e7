'use client'

/** What a document is called, behind one tap. */
import { useTranslations } from 'next-intl'
import { Reveal } from '../../../ui/reveal.tsx'
import { readDocumentNameAction } from '../actions.ts'

type DocumentNameRevealProps = { caseId: string; documentId: string; label: string }

export function DocumentNameReveal({ caseId, documentId, label }: DocumentNameRevealProps) {
  const t = useTranslations('documents')
  return (
    <Reveal
      ask={() => readDocumentNameAction({ caseId, documentId })}
      lines={({ name, note }) => [
        { key: 'name', text: name },
        ...(note === '' ? [] : [{ key: 'note', text: note }]),
      ]}
      empty={t('none')}
      label={label}
    />
  )
}
