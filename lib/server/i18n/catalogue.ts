/** The texts of the house by language, and the types that make a missing key a compile error. */
import en from '../../../messages/en.json' with { type: 'json' }
import ko from '../../../messages/ko.json' with { type: 'json' }
import ru from '../../../messages/ru.json' with { type: 'json' }
import type { Locale, LocaleTag } from '../../domain/locale.ts'
import type { formats } from './formats.ts'

declare module 'next-intl' {
  interface AppConfig {
    Locale: LocaleTag
    Messages: typeof en
    Formats: typeof formats
  }
}

/** English says which keys there are; a key that another language lacks does not compile. */
export const CATALOGUE = { en, ko, ru } satisfies Record<Locale, typeof en>
