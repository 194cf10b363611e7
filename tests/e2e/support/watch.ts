/**
 * What no page may do unnoticed: break the content policy, complain on the console, throw, or ask another host.
 * Every browser context of the tests is watched; whatever was seen fails the test.
 */
import type { BrowserContext } from '@playwright/test'

/** The browser's own line for an answer of 4xx or 5xx, which a test of refusals brings about on purpose. */
const ANSWERED = /^Failed to load resource: the server responded with a status of (\d{3})/

export class Watch {
  private readonly seen: string[] = []
  private readonly statuses = new Set<number>()

  /** From here on the test provokes answers with this status: they are no trouble. Everything else still is. */
  expectStatus(...statuses: readonly number[]): void {
    for (const status of statuses) this.statuses.add(status)
  }

  /** What the test brought about on purpose and has seen for itself, such as a line that was cut. */
  forgive(expected: RegExp): void {
    const left = this.seen.filter((trouble) => !expected.test(trouble))
    this.seen.splice(0, this.seen.length, ...left)
  }

  /** What was seen so far. */
  troubles(): readonly string[] {
    return [...this.seen]
  }

  async over(context: BrowserContext, baseUrl: string): Promise<void> {
    const { host } = new URL(baseUrl)
    await context.exposeBinding('reportPolicyViolation', (_, violation: string) => {
      this.seen.push(`content policy: ${violation}`)
    })
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report: unknown = Reflect.get(globalThis, 'reportPolicyViolation')
        const words = `${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${String(event.lineNumber)}`
        if (typeof report === 'function') Reflect.apply(report, undefined, [words])
      })
    })
    context.on('console', (message) => {
      if (message.type() !== 'error') return
      const status = Number(ANSWERED.exec(message.text())?.[1] ?? '0')
      if (!this.statuses.has(status)) this.seen.push(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.seen.push(`page: ${error.error().stack ?? error.error().message}`))
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (/^https?:|^wss?:/.test(url.protocol) && url.host !== host)
        this.seen.push(`other host: ${request.url()}`)
    })
  }
}
