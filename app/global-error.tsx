'use client'

/**
 * The last page: shown when the frame itself broke, so neither the reader's language nor the catalogue can be asked. It
 * says the same in all three languages. Next's own would break the content security policy.
 */
import '../lib/ui/tokens.css'
import '../lib/ui/global.css'
import button from '../lib/ui/link-button.module.css'
import styles from '../lib/ui/message-page.module.css'

const WORDS = [
  {
    lang: 'en',
    title: 'Something broke on our side',
    text: 'Nothing that you had saved was lost. Try again.',
  },
  {
    lang: 'ko',
    title: '시스템에 문제가 생겼습니다',
    text: '저장한 내용은 사라지지 않았습니다. 다시 시도하세요.',
  },
  {
    lang: 'ru',
    title: 'На нашей стороне произошёл сбой',
    text: 'Ничего из сохранённого не потеряно. Попробуйте ещё раз.',
  },
] as const

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Causeway</title>
      </head>
      <body>
        <main className={styles.message}>
          {WORDS.map(({ lang, title, text }) => (
            <section key={lang} lang={lang}>
              <h1>{title}</h1>
              <p>{text}</p>
            </section>
          ))}
          <div className={styles.actions}>
            <button
              type="button"
              className={`${button.button ?? ''} ${button.primary ?? ''}`}
              onClick={() => {
                retry()
              }}
            >
              Try again · 다시 시도 · Повторить
            </button>
          </div>
        </main>
      </body>
    </html>
  )
}
