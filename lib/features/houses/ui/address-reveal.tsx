'use client'

/** Where somebody lives, behind one tap and a fresh proof of who asks. */
import { useTranslations } from 'next-intl'
import { Reveal } from '../../../ui/reveal.tsx'
import { readAddressAction } from '../actions.ts'

export function AddressReveal({ caseId }: { caseId: string }) {
  const t = useTranslations('houses')
  return (
    <Reveal
      ask={() => readAddressAction({ caseId })}
      lines={(home) => (home === null || home.address === '' ? [] : [{ key: home.code, text: home.address }])}
      empty={t('noAddress')}
      label={t('showAddress')}
    />
  )
}
