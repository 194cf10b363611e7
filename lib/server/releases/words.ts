/** The words of the house in the files of a release, in one language, with the figures of the release filled in. */
import { createTranslator } from 'use-intl/core'
import { protectionFor } from '../../domain/disclosure/stack.ts'
import { LOCALE_TAGS, type Locale } from '../../domain/locale.ts'
import type { ReleaseDocument } from '../../domain/releases/document.ts'
import { CATALOGUE } from '../i18n/catalogue.ts'

export type FileWords = ReturnType<typeof wordsOf>

/** Every text that a file in `locale` needs besides the document's own. Numbers go in as they are: no grouping. */
export function wordsOf(document: ReleaseDocument, locale: Locale) {
  const t = createTranslator({
    locale: LOCALE_TAGS[locale],
    messages: CATALOGUE[locale],
    namespace: 'releaseFiles',
  })
  const method = t('method')
  const k = String(document.k)
  return {
    facts: [
      { name: t('release'), value: document.code },
      { name: t('period'), value: t('span', document.period) },
      { name: t('cutOff'), value: document.cutOff },
      { name: t('releasedOn'), value: document.releasedOn },
      { name: t('tier'), value: t(`tiers.${document.tier}`) },
      { name: t('threshold'), value: k },
      {
        name: t('definition'),
        value: t('definitionVersion', {
          definition: document.definition,
          version: String(document.version),
        }),
      },
      ...document.coarsened.map((step) => ({ name: t('coarsened'), value: step[locale] })),
      { name: t('fingerprint'), value: document.fingerprint },
    ],
    columns: {
      release: t('release'),
      releasedOn: t('releasedOn'),
      threshold: t('threshold'),
      licence: t('licence'),
      fingerprint: t('fingerprint'),
      people: t('people'),
      status: t('status'),
      row: t('row'),
      lower: t('quartile.lower'),
      median: t('quartile.median'),
      upper: t('quartile.upper'),
      code: (label: string) => t('code', { label }),
    },
    licence: { name: t('licence'), words: t(`licences.${document.tier}`) },
    notShown: t('notShown'),
    legend: t('legend', { method }),
    figures: t('figures'),
    chartLegend: t('chartLegend'),
    quartileLegend: t('quartileLegend'),
    tables: t('tables'),
    noteSheet: t('noteSheet'),
    method: {
      title: method,
      sections: [
        { heading: t('counted'), texts: [t('countedText', { k })] },
        {
          heading: t('hiddenHeading'),
          texts: [
            t('hiddenText', { below: String(document.k - 1) }),
            ...document.coarsened.map((step) => `${t('coarsened')}: ${step[locale]}`),
            t('checkedText', { k, values: String(protectionFor(document.k).values) }),
            t('quartilesText', { twice: String(2 * document.k) }),
          ],
        },
        { heading: t('limitsHeading'), texts: [t('limitsText')] },
        { heading: t('fingerprint'), texts: [t('fingerprintText')] },
      ],
    },
    days: ([lower, median, upper]: readonly [number, number, number]) =>
      t('days', { lower: String(lower), median: String(median), upper: String(upper) }),
    panel: (dimension: string, value: string) => t('panel', { dimension, value }),
    continued: (title: string) => t('continued', { title }),
    page: (page: number, pages: number) => t('page', { page: String(page), pages: String(pages) }),
  }
}
