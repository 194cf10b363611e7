/** What goes with a case, in numbers: enough to see how much it is, and nothing of what it says. */
import { useFormatter, useTranslations } from 'next-intl'
import { CONTENTS, type Contents } from '../../../domain/deletion.ts'
import { Card } from '../../../ui/card.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import styles from './forgetting.module.css'

export function ContentsCard({ contents }: { contents: Contents }) {
  const t = useTranslations('forgetting')
  const words = useTranslations('vocabulary.content')
  const format = useFormatter()
  return (
    <Card title={t('goes')}>
      <p className={styles.note} data-dimmed>
        {t('goesNote')}
      </p>
      <DefinitionList
        items={CONTENTS.filter((kind) => contents[kind] > 0).map((kind) => ({
          term: words(kind),
          value: format.number(contents[kind]),
        }))}
      />
    </Card>
  )
}
