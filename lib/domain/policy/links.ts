/**
 * Who may make a one-time link: whoever asked for it, by an approval of another administrator. The guards of the database
 * say the same (`law.link_approval`).
 */
import { APPROVED_HOURS } from './four-eyes.ts'

/** Somebody who shall get a link. */
export type LinkHolder = {
  /** They have a password already, which the link would replace. */
  readonly enrolled: boolean
  readonly disabled: boolean
  readonly version: number
}

/** A request about them, whatever became of it. */
export type LinkRequest = {
  /** `invitation` brought them into the house, `new-link` asks for one more link. */
  readonly kind: 'invitation' | 'new-link'
  readonly askedBy: string
  readonly approved: boolean
  /** Whoever approved may still work here. */
  readonly approverActive: boolean
  readonly decidedAt: Date | null
  readonly used: boolean
  /** The version at which it was asked; null for somebody new. */
  readonly version: number | null
}

/**
 * True while a request lets somebody make a link. An invitation does until its link was used, so that one that got lost is
 * made again; a new link is made once, for somebody who is as they were when it was asked for.
 */
export function servesLink(request: LinkRequest, holder: LinkHolder, maker: string, now: Date): boolean {
  const { decidedAt } = request
  if (holder.disabled || request.askedBy !== maker || !request.approved || !request.approverActive)
    return false
  if (decidedAt === null || now.getTime() - decidedAt.getTime() >= APPROVED_HOURS * 3_600_000) return false
  return request.kind === 'invitation'
    ? !holder.enrolled
    : !request.used && request.version === holder.version
}
