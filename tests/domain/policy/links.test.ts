import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { servesLink, type LinkHolder, type LinkRequest } from '../../../lib/domain/policy/links.ts'

const NOW = new Date('2026-03-01T03:00:00Z')
const HOUR_MS = 3_600_000
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS)

const newLink: LinkRequest = {
  kind: 'new-link',
  askedBy: 'root',
  approved: true,
  approverActive: true,
  decidedAt: hoursAgo(1),
  used: false,
  version: 3,
}
const invitation: LinkRequest = { ...newLink, kind: 'invitation', version: null }
const enrolled: LinkHolder = { enrolled: true, disabled: false, version: 3 }
const newcomer: LinkHolder = { enrolled: false, disabled: false, version: 1 }

const serves = (request: Partial<LinkRequest>, holder: Partial<LinkHolder> = {}, maker = 'root') =>
  servesLink({ ...newLink, ...request }, { ...enrolled, ...holder }, maker, NOW)

describe('an approved new link', () => {
  it('is made once, by whoever asked, for somebody who is as they were', () => {
    expect(serves({})).toBe(true)
    expect(serves({}, {}, 'ines')).toBe(false)
    expect(serves({ used: true })).toBe(false)
    expect(serves({}, { version: 4 })).toBe(false)
  })

  it('may be anybody’s first one as well', () => {
    expect(serves({}, { enrolled: false })).toBe(true)
  })
})

describe('an approved invitation', () => {
  it('serves until a link was used, so that one that got lost is made again', () => {
    expect(servesLink(invitation, newcomer, 'root', NOW)).toBe(true)
    expect(servesLink(invitation, { ...newcomer, version: 2 }, 'root', NOW)).toBe(true)
    expect(servesLink(invitation, enrolled, 'root', NOW)).toBe(false)
    expect(servesLink(invitation, newcomer, 'ines', NOW)).toBe(false)
  })
})

describe('both', () => {
  it('serve for less than 72 hours after the approval', () => {
    for (const [request, holder] of [
      [newLink, enrolled],
      [invitation, newcomer],
    ] as const) {
      const after = (hours: number) =>
        servesLink({ ...request, decidedAt: hoursAgo(hours) }, holder, 'root', NOW)
      expect(after(71.9)).toBe(true)
      expect(after(72)).toBe(false)
    }
  })

  it('never serve anybody else, unapproved, for somebody shut out, or approved by somebody who is', () => {
    const request = fc.record({
      kind: fc.constantFrom('invitation', 'new-link'),
      askedBy: fc.constantFrom('root', 'ines'),
      approved: fc.boolean(),
      approverActive: fc.boolean(),
      decidedAt: fc.option(fc.integer({ min: 0, max: 100 }).map(hoursAgo)),
      used: fc.boolean(),
      version: fc.option(fc.constantFrom(1, 2)),
    })
    const holder = fc.record({
      enrolled: fc.boolean(),
      disabled: fc.boolean(),
      version: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(request, holder, (asked, who) => {
        if (!servesLink(asked, who, 'root', NOW)) return
        expect(asked).toMatchObject({ askedBy: 'root', approved: true, approverActive: true })
        expect(who.disabled).toBe(false)
        // Somebody with a password: only by a request of their own, unused, about this very version.
        if (who.enrolled) expect(asked).toMatchObject({ kind: 'new-link', used: false, version: who.version })
      }),
    )
  })
})
