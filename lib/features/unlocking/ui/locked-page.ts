/**
 * The one page of a locked house, as text: it needs no script, no font and no other file, and says everything in all three
 * languages, because nobody is there whose language could be known.
 */

/** The texts of one language. */
export type LockedWords = {
  readonly lang: string
  readonly title: string
  readonly text: string
  readonly holder: string
  readonly passphrase: string
  readonly unlock: string
  readonly notice: string | null
}

/** What the page says when the house is open. */
export type OpenWords = { readonly lang: string; readonly title: string; readonly goOn: string }

const STYLE = `
:root { color-scheme: light dark; --bg: #f5f6f8; --text: #1c2430; --muted: #566170; --line: #868e99; --field: #fff; --accent: #0d6a6e; --on: #fff; --red: #a8231b }
@media (prefers-color-scheme: dark) { :root { --bg: #11161c; --text: #e7ebf0; --muted: #a3b0be; --line: #6f7c8a; --field: #1a2129; --accent: #62c4c7; --on: #0b1d1e; --red: #ff9389 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 28rem; margin: 0 auto; padding: 24px 16px }
h1, h2 { font-size: 20px; line-height: 1.3; margin: 0 }
section { margin-bottom: 16px }
p { margin: 4px 0 0; color: var(--muted) }
p[role=alert] { color: var(--red); font-weight: 600 }
label { display: block; margin-top: 16px; font-weight: 600 }
input { width: 100%; margin-top: 4px; padding: 10px 12px; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: 6px }
button, main > a { display: block; width: 100%; margin-top: 24px; padding: 12px; font: inherit; font-weight: 600; text-align: center; text-decoration: none; color: var(--on); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }`

/** The page on which a key holder unlocks the house. */
export function lockedPage(languages: readonly LockedWords[], nonce: string): string {
  const said = languages.map(({ lang, title, text, notice }, at) => {
    const heading = at === 0 ? 'h1' : 'h2'
    const alert = notice === null ? '' : `<p role="alert">${escaped(notice)}</p>`
    return `<section lang="${lang}"><${heading}>${escaped(title)}</${heading}><p>${escaped(text)}</p>${alert}</section>`
  })
  const field = (name: string, type: string, words: readonly string[]) =>
    `<label for="${name}">${inAll(words)}</label><input id="${name}" name="${name}" type="${type}" required autocomplete="off" autocapitalize="none" spellcheck="false">`
  const form = `<form method="post" action="/locked">${[
    field(
      'holder',
      'text',
      languages.map(({ holder }) => holder),
    ),
    field(
      'passphrase',
      'password',
      languages.map(({ passphrase }) => passphrase),
    ),
    `<button>${inAll(languages.map(({ unlock }) => unlock))}</button>`,
  ].join('')}</form>`
  return page([...said, form], nonce)
}

/** What is found at its address once the house is open. */
export function openPage(languages: readonly OpenWords[], nonce: string): string {
  const said = languages.map(({ lang, title }, at) => {
    const heading = at === 0 ? 'h1' : 'h2'
    return `<section lang="${lang}"><${heading}>${escaped(title)}</${heading}></section>`
  })
  return page([...said, `<a href="/">${inAll(languages.map(({ goOn }) => goOn))}</a>`], nonce)
}

/** The origin is told to ourselves alone: a form that hides where it comes from would be taken for a stranger's. */
function page(parts: readonly string[], nonce: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Causeway</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="same-origin">
<meta name="robots" content="noindex, nofollow"><link rel="icon" href="/icon.svg">
<style nonce="${escaped(nonce)}">${STYLE}</style></head>
<body><main>${parts.join('\n')}</main></body></html>
`
}

function inAll(words: readonly string[]): string {
  return words.map(escaped).join(' · ')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
}
