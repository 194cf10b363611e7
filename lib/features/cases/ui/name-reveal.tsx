'use client'

/** The names of one person, their phone and what else says who they are, behind one tap. */
import { useTranslations } from 'next-intl'
import { Reveal } from '../../../ui/reveal.tsx'
import { readIdentityAction } from '../actions.ts'

const ORDER = ['hangul', 'latin', 'cyrillic', 'aliases', 'birthYear', 'phone', 'guardian'] as const

export function NameReveal({ caseId }: { caseId: string }) {
  const t = useTranslations('cases')
  return (
    <Reveal
      ask={() => readIdentityAction({ caseId })}
      lines={(names) =>
        ORDER.filter((name) => names[name] !== '').map((name) => ({
          key: name,
          term: t(name),
          text: names[name],
        }))
      }
      empty={t('noName')}
      label={t('showName')}
    />
  )
}
