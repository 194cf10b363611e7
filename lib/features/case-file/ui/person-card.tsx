/** What may be known about the person at a glance; the names stay behind one tap. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Answer } from '../../../domain/pathway/vocabulary.ts'
import { Card } from '../../../ui/card.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile } from '../schema.ts'
import styles from './case.module.css'
import { formHref } from './form-href.ts'

/** @param names the control that opens the names, or null for whom they stay masked */
export function PersonCard({ file, names }: { file: CaseFile; names: ReactNode }) {
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
          { term: t('name'), value: names ?? <span data-dimmed>{t('masked')}</span> },
          {
            term: t('group'),
            value: `${words(`group.${head.group}`)}, ${words(`sector.${head.sector}`)}`,
          },
          { term: t('sex'), value: head.sex === 'unknown' ? null : words(`sex.${head.sex}`) },
          { term: t('born'), value: head.birthYearBand?.replace('-', '–') ?? null },
          { term: t('district'), value: words(`district.${head.federalDistrict}`) },
          { term: t('house'), value: newest.placement?.house ?? null },
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
