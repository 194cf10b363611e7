'use client'

/** The numbers of a case's documents, behind one tap. */
import { useTranslations } from 'next-intl'
import { sentenceCase } from '../../../ui/sentence-case.ts'
import { Reveal } from '../../../ui/reveal.tsx'
import { readNumbersAction } from '../actions.ts'

export function NumbersReveal({ caseId }: { caseId: string }) {
  const t = useTranslations('protection')
  const words = useTranslations('vocabulary')
  return (
    <Reveal
      ask={() => readNumbersAction({ caseId })}
      lines={(numbers) =>
        numbers.map(({ status, reference }, at) => ({
          key: String(at),
          term: sentenceCase(words(`trackStatus.${status}`)),
          text: reference,
        }))
      }
      empty={t('noNumber')}
      label={t('showNumbers')}
    />
  )
}
