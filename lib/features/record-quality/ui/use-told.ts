/** The words for a count that may be too small to be told. */
import { useFormatter, useTranslations } from 'next-intl'
import { LEAST_TOLD, type Told } from '../../../domain/work/questions.ts'

export function useTold(): (count: Told) => string {
  const t = useTranslations('recordQuality')
  const format = useFormatter()
  return (count) => (count === 'few' ? t('few', { least: LEAST_TOLD }) : format.number(count))
}
