/**
 * Files of a release as whoever gets them opens them: a spreadsheet with a library that is not the one that wrote it, and a
 * PDF drawn page by page.
 */
import type { Browser } from '@playwright/test'
import readSheets from 'read-excel-file/node'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

export type Counts = Readonly<Record<string, number | null>>

const QUARTILES = '-quartiles'

/** The counts of every table of a spreadsheet, by their codes; null where none is shown. Throws for a count that is text. */
export async function countsInSheets(file: Buffer): Promise<Counts> {
  const [, ...sheets] = await readSheets(file)
  const tables = sheets.filter(({ sheet }) => !sheet.endsWith(QUARTILES))
  return Object.fromEntries(
    tables.flatMap(({ data: [header = [], ...rows] }) => {
      // A code and a label a dimension, the count, and whether it is published.
      const codes = Array.from({ length: (header.length - 2) / 2 }, (_, index) => 2 * index)
      return rows.map((row) => [
        codes.map((at) => z.string().parse(row[at])).join(' · '),
        z
          .number()
          .nullable()
          .parse(row[codes.length * 2]),
      ])
    }),
  )
}

const drawn = z.array(
  z.array(z.strictObject({ text: z.string(), dark: z.number(), coloured: z.number(), edge: z.number() })),
)

/** A page as a picture: its text, and the shares of pixels that are dark, coloured, or drawn at its very edge. */
export type DrawnPage = z.output<typeof drawn>[number][number]

const PLACE = 'http://files.test/'
const DRAWS = `<!doctype html><script type="module">
import { getDocument } from './pdfjs.mjs'
const files = []
for (let number = 0; number < Number(location.hash.slice(1)); number++) {
  const data = new Uint8Array(await (await fetch('./' + number)).arrayBuffer())
  const pdf = await getDocument({ data }).promise
  const pages = []
  for (let index = 1; index <= pdf.numPages; index++) {
    const page = await pdf.getPage(index)
    const viewport = page.getViewport({ scale: 1 })
    const canvas = document.createElement('canvas')
    canvas.width = viewport.width
    canvas.height = viewport.height
    document.body.append(canvas)
    const canvasContext = canvas.getContext('2d')
    await page.render({ canvas, canvasContext, viewport }).promise
    const { data: pixels, width, height } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
    const seen = { dark: 0, coloured: 0, edge: 0 }
    for (let at = 0; at < pixels.length; at += 4) {
      const [red, green, blue] = pixels.subarray(at, at + 3)
      const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
      if (red + green + blue < 384) seen.dark++
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 64) seen.coloured++
      if (red + green + blue < 740 && Math.min(x, y, width - 1 - x, height - 1 - y) < 20) seen.edge++
    }
    const { items } = await page.getTextContent()
    const share = (count) => count / (width * height)
    pages.push({
      text: items.map(({ str, hasEOL }) => str + (hasEOL ? '\\n' : '')).join(''),
      ...{ dark: share(seen.dark), coloured: share(seen.coloured), edge: share(seen.edge) },
    })
  }
  files.push(pages)
}
document.body.dataset.drawn = JSON.stringify(files)
</script><body style="margin:0;background:gray"></body>`

/**
 * Draws PDFs in the browser, by the PDF.js that comes with unpdf: Chromium without a window shows none.
 *
 * @param picture where the pages are kept as one picture
 */
export async function drawPdfs(
  browser: Browser,
  files: readonly Buffer[],
  picture: string,
): Promise<readonly (readonly DrawnPage[])[]> {
  const library = path.resolve(createRequire(import.meta.url).resolve('unpdf'), '../pdfjs.mjs')
  const context = await browser.newContext({ serviceWorkers: 'block' })
  try {
    await context.route(`${PLACE}**`, async (route) => {
      const { pathname } = new URL(route.request().url())
      const file = files[Number(pathname.slice(1))]
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: DRAWS })
      else if (file !== undefined) await route.fulfill({ contentType: 'application/pdf', body: file })
      else await route.fulfill({ contentType: 'text/javascript', body: readFileSync(library) })
    })
    const page = await context.newPage()
    await page.goto(`${PLACE}#${String(files.length)}`)
    const told = await page.locator('body[data-drawn]').getAttribute('data-drawn')
    await page.screenshot({ path: picture, fullPage: true })
    return drawn.parse(JSON.parse(told ?? ''))
  } finally {
    await context.close()
  }
}
