'use client'

/** Where the newest plan of a journey leads, behind one tap. */
import { useTranslations } from 'next-intl'
import { Reveal, type RevealedLine } from '../../../ui/reveal.tsx'
import { readRouteAction } from '../actions.ts'

const ORDER = ['route', 'fallbacks', 'escort'] as const

export function RouteReveal({ caseId }: { caseId: string }) {
  const t = useTranslations('journeys')
  return (
    <Reveal
      ask={() => readRouteAction({ caseId })}
      lines={(plan) =>
        ORDER.flatMap((part): RevealedLine[] => {
          const text = plan?.[part] ?? ''
          return text === '' ? [] : [{ key: part, term: t(`part.${part}`), text }]
        })
      }
      empty={t('noRoute')}
      label={t('showRoute')}
    />
  )
}
