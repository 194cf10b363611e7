/** A PDF as a reader sees it: the text that can be copied out, and what the file says about itself. */
import { getDocumentProxy } from 'unpdf'

/** What every PDF says of its format, and the language that its readers need. */
const FORMAT = /^(PDFFormatVersion|Language|EncryptFilterName|Is[A-Za-z]+)$/

/** Text of all pages, lines apart, and the document information without what only describes the format. */
export async function textOfPdf(file: Buffer): Promise<{
  readonly text: string
  readonly info: Readonly<Record<string, unknown>>
}> {
  const pdf = await getDocumentProxy(new Uint8Array(file), { verbosity: 0 })
  const lines: string[] = []
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    for (const item of items) if ('str' in item) lines.push(item.str, item.hasEOL ? '\n' : '')
  }
  const { info } = await pdf.getMetadata()
  await pdf.loadingTask.destroy()
  return {
    text: lines.join(''),
    info: Object.fromEntries(Object.entries(info).filter(([name]) => !FORMAT.test(name))),
  }
}
