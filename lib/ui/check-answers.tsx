/** The page before a weighty act: what was answered, what will happen to whom, and the one button that does it. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from './check-answers.module.css'
import { TextLink } from './text-link.tsx'

export type CheckedAnswer = {
  readonly term: string
  readonly value: ReactNode
  readonly changeHref?: string | undefined
}

type CheckAnswersProps = {
  title?: string
  answers: readonly CheckedAnswer[]
  consequences?: readonly string[]
  consequencesTitle?: string
  children: ReactNode
}

export function CheckAnswers({
  title,
  answers,
  consequences = [],
  consequencesTitle,
  children,
}: CheckAnswersProps) {
  const t = useTranslations('form')
  return (
    <div className={styles.check}>
      <h2>{title ?? t('checkTitle')}</h2>
      <dl className={styles.answers}>
        {answers.map(({ term, value, changeHref }) => (
          <div key={term} className={styles.answer}>
            <dt>{term}</dt>
            <dd>{value}</dd>
            {changeHref === undefined ? null : (
              <dd className={styles.change}>
                <TextLink href={changeHref} label={`${t('change')}: ${term}`}>
                  {t('change')}
                </TextLink>
              </dd>
            )}
          </div>
        ))}
      </dl>
      {consequences.length === 0 ? null : (
        <div className={styles.consequences}>
          {consequencesTitle === undefined ? null : (
            <p className={styles.consequencesTitle}>{consequencesTitle}</p>
          )}
          <ul>
            {consequences.map((consequence) => (
              <li key={consequence}>{consequence}</li>
            ))}
          </ul>
        </div>
      )}
      {children}
    </div>
  )
}
