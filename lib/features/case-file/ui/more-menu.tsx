/** What is done on a case less often, behind one word. */
import { useTranslations } from 'next-intl'
import { TextLink } from '../../../ui/text-link.tsx'
import type { CaseFile, CaseForm } from '../schema.ts'
import styles from './case.module.css'
import { formHref } from './form-href.ts'
import { MenuBox } from './menu-box.tsx'

const FORMS_HERE = [
  'incident',
  'contact',
  'basis',
  'screening',
  'risk',
  'placement',
  'protection',
  'journey-plan',
  'arrival',
  'document',
  'task',
  'identity',
  'hand-over',
  'cover',
  'assign',
  'guest',
] as const satisfies readonly CaseForm[]

export function MoreMenu({ file }: { file: CaseFile }) {
  const t = useTranslations('caseFile')
  const { head, may } = file
  const here = `/cases/${head.code}`
  const forms = FORMS_HERE.filter((form) => may[form])
  return (
    <MenuBox label={t('more')}>
      {forms.map((form) => (
        <li key={form}>
          <TextLink href={formHref(head.code, form)}>{t(`do.${form}`)}</TextLink>
        </li>
      ))}
      {may.note && may.task ? (
        <li>
          <TextLink href={`/cases/new?household=${head.code}`}>{t('newInHousehold')}</TextLink>
        </li>
      ) : null}
      {may.correct ? (
        <li>
          <TextLink href={`${here}/correct`}>{t('correct')}</TextLink>
        </li>
      ) : null}
      {may.emergency ? (
        <li className={styles.danger}>
          <TextLink href={`${here}/emergency`}>{t('emergency')}</TextLink>
        </li>
      ) : null}
      {may.close ? (
        <li>
          <TextLink href={`${here}/close`}>{t('close')}</TextLink>
        </li>
      ) : null}
      {may.delete ? (
        <li className={styles.danger}>
          <TextLink href={`${here}/delete`}>{t('delete')}</TextLink>
        </li>
      ) : null}
    </MenuBox>
  )
}
