/** A paper comes by phone: mina sends it, stops a wrong one, reads it back and removes it; whoever leads sees that it was there. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import en from '../../messages/en.json' with { type: 'json' }
import { cleanedJpeg, jpeg, pdf } from '../support/pictures.ts'
import { fill, send } from './support/form.ts'
import { openCase } from './support/open-case.ts'
import { overhang } from './support/overhang.ts'
import { expect, test } from './support/test.ts'

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: en.documents.file }).click(),
  ])
  await chooser.setFiles({ name, mimeType, buffer })
}

test('mina adds a document on her phone, stops one, fetches it and removes it for good', async ({
  person,
}) => {
  const code = await openCase(await person('mina'), { latin: 'Ri Kwang-ho' })
  const mina = await person('mina', { viewport: { width: 390, height: 844 } })
  await mina.goto(`/cases/${code}?do=document`)
  await fill(mina, { kind: 'identity-paper', note: 'Both pages' })

  // What it is called does not make a page a picture.
  await choose(mina, 'passport.jpg', 'image/jpeg', Buffer.from('<html><script>alert(1)</script>'))
  await send(mina, 'note')
  await expect(mina.getByText(en.problems['file-script']).first()).toBeVisible()

  // A slow line, and somebody who changes their mind.
  const line = await mina.context().newCDPSession(mina)
  await line.send('Network.enable')
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 300_000 }
  await line.send('Network.emulateNetworkConditions', slow)
  await choose(mina, 'contract.pdf', 'application/pdf', pdf(8_000_000))
  await expect(mina.getByText(en.documents.pdfStays)).toBeVisible()
  await send(mina, 'note')
  await expect(mina.getByRole('progressbar')).toBeVisible()
  expect(await overhang(mina)).toBeLessThanOrEqual(0)
  await mina.getByRole('button', { name: en.documents.stop }).click()
  await expect(mina.getByText(en.refusals['upload-stopped'])).toBeVisible()
  await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })

  await choose(mina, 'passport.jpg', 'image/jpeg', jpeg())
  await send(mina, 'note')
  await mina.waitForURL(`**/cases/${code}`)
  const card = mina.locator('#documents')
  await expect(card.getByRole('listitem')).toHaveCount(1)
  await card.getByRole('button', { name: /what this document is called/ }).click()
  await expect(card.getByText('passport.jpg')).toBeVisible()
  const [download] = await Promise.all([
    mina.waitForEvent('download'),
    card.getByRole('button', { name: /^Download/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('passport.jpg')
  expect(readFileSync(await download.path()).equals(cleanedJpeg())).toBe(true)

  const suji = await person('suji')
  await suji.goto(`/cases/${code}`)
  await expect(suji.locator('#documents')).toContainText(en.documents.masked)
  await expect(suji.locator('#documents').getByRole('button')).toHaveCount(0)

  await card.getByText(en.documents.remove, { exact: true }).click()
  await card.getByLabel(en.documents.reason).fill('Sent for another person')
  await card.getByRole('button', { name: en.documents.removeForGood }).click()
  await expect(card).toContainText('Sent for another person')
  await expect(card.getByRole('button', { name: /^Download/ })).toHaveCount(0)
  expect(await overhang(mina)).toBeLessThanOrEqual(0)
})
