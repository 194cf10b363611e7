/** The languages of the house, and which of them somebody gets who has not chosen one. */
export const LOCALES = ['en', 'ko', 'ru'] as const
export type Locale = (typeof LOCALES)[number]

const DEFAULT_LOCALE: Locale = 'en'

/** The cookie that holds the chosen language; it says nothing about who reads. */
export const LOCALE_COOKIE = 'locale'

/** Each language in its own words, as a reader looks for it. */
export const LOCALE_NAMES = { en: 'English', ko: '한국어', ru: 'Русский' } as const satisfies Record<
  Locale,
  string
>

/** How each language writes dates and numbers: day before month, as everybody in the house reads it. */
export const LOCALE_TAGS = { en: 'en-GB', ko: 'ko', ru: 'ru' } as const satisfies Record<Locale, string>
export type LocaleTag = (typeof LOCALE_TAGS)[Locale]

/** Narrows any text to a language of the house. */
export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

/**
 * Chooses the language: what was chosen, else the best of `Accept-Language` (RFC 9110 §12.5.4), else English.
 *
 * @param chosen the cookie's value
 * @param accepted the header's value
 */
export function negotiateLocale(
  chosen: string | null | undefined,
  accepted: string | null | undefined,
): Locale {
  if (isLocale(chosen)) return chosen
  const wishes = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
      return { language: range.split('-')[0], weight: Number(weight.find((q) => q !== undefined) ?? '1') }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return wishes.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE
}

/** The language that a tag is for. */
export function localeOf(tag: LocaleTag): Locale {
  return LOCALES.find((locale) => LOCALE_TAGS[locale] === tag) ?? DEFAULT_LOCALE
}
