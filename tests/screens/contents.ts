/** What stands in `docs/screens/README.md`: one line a page, with its pictures. */
import { nameOf, type Shot } from './shots.ts'

const HEAD = `# Screens

Every page of the demo, at 1280 and 390 px; the pages that people live on also in Korean, in Russian and in the dark.
Everybody in them is invented. Taken by \`npm run screens\` (\`npm run screens -- case move\` for some of them).
`

/** The text of the README: by page, who is signed in and where the pictures are. */
export function contents(shots: readonly Shot[]): string {
  const pages = new Map<string, Shot[]>()
  for (const shot of shots) pages.set(shot.visit.name, [...(pages.get(shot.visit.name) ?? []), shot])
  const lines = [...pages.values()].map((taken) => {
    const [first] = taken
    if (first === undefined) return ''
    const { name, route, as } = first.visit
    const links = taken.map((shot) => `[${label(shot)}](${nameOf(shot)})`)
    return `- **${name}** (${route ?? 'a refusal'}, ${as[0] ?? 'signed out'}): ${links.join(' · ')}`
  })
  return `${HEAD}\n${lines.join('\n')}\n`
}

function label({ width, locale, scheme }: Shot): string {
  return `${String(width)} ${locale}${scheme === 'dark' ? ' dark' : ''}`
}
