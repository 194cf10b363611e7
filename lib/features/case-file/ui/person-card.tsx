/** What may be known about the person at a glance; the names stay behind one tap. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Answer } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { Moment } from '../../../ui/dates.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile } from '../schema.ts'
import styles from './case.module.css'
import { formHref } from './form-href.ts'

type PersonCardProps = {
  file: CaseFile
  /** The controls that open the names, the address and the route; null for whom they stay masked. */
  names: ReactNode
  address: ReactNode
  route: ReactNode
}

export function PersonCard({ file, names, address, route }: PersonCardProps) {
  const t = useTranslations('caseFile')
  const words = useTranslations('vocabulary')
  const { head, may, newest } = file
  const answer = (said: Answer) => (said === 'unknown' ? null : words(`answer.${said}`))
  return (
    <Card
      title={t('person')}
      action={may.identity ? <TextLink href={formHref(head.code, 'identity')}>{t('edit')}</TextLink> : null}
    >
      <DefinitionList
        items={[
          { term: t('name'), value: names ?? <Masked file={file} /> },
          {
            term: t('group'),
            value: `${words(`group.${head.group}`)}, ${words(`sector.${head.sector}`)}`,
          },
          { term: t('sex'), value: head.sex === 'unknown' ? null : words(`sex.${head.sex}`) },
          { term: t('born'), value: head.birthYearBand?.replace('-', '–') ?? null },
          { term: t('district'), value: words(`district.${head.federalDistrict}`) },
          { term: t('house'), value: newest.placement?.house ?? null },
          { term: t('address'), value: newest.placement === null ? null : address },
          { term: t('route'), value: newest.plan === null ? null : <Route file={file} route={route} /> },
          { term: t('enlisted'), value: answer(head.enlisted) },
          {
            term: t('visa'),
            value: head.visaPurpose === 'unknown' ? null : words(`visaPurpose.${head.visaPurpose}`),
          },
          { term: t('passportWithheld'), value: answer(head.passportWithheld) },
          { term: t('wagesWithheld'), value: answer(head.wagesWithheld) },
          { term: t('safeHours'), value: newest.contact?.safeHours ?? null },
          { term: t('safeWay'), value: newest.contact?.safeWay ?? null },
          {
            term: t('household'),
            value:
              head.household.length === 0 ? null : (
                <span className={styles.codes}>
                  {head.household.map((code) => (
                    <TextLink key={code} href={`/cases/${code}`}>
                      {code}
                    </TextLink>
                  ))}
                </span>
              ),
          },
        ]}
      />
    </Card>
  )
}

/** Where the journey led, or when it was forgotten. */
function Route({ file: { newest, timeZone }, route }: { file: CaseFile; route: ReactNode }) {
  const t = useTranslations('caseFile')
  const at = newest.plan?.forgottenAt ?? null
  if (at === null) return route
  return (
    <span data-dimmed>
      {t.rich('routeForgotten', { when: () => <Moment value={at} timeZone={timeZone} /> })}
    </span>
  )
}

/** Masked, and the way to open it where there is one. */
function Masked({ file: { head, may } }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  return (
    <span className={styles.masked}>
      <span data-dimmed>{t('masked')}</span>
      {may['break-glass'] ? (
        <TextLink href={formHref(head.code, 'break-glass')}>{t('do.break-glass')}</TextLink>
      ) : null}
    </span>
  )
}
