/** What a one-time link is exchanged for: a password of one's own, typed twice. */
import { z } from 'zod'
import { passwordProblem } from '../../domain/password/password-problem.ts'

const token = z.string().min(1).max(200)

/** Asks whose link it is. */
export const linkSchema = z.object({ token })

export const enrolSchema = z
  .object({ token, password: z.string().max(2_000), again: z.string().max(2_000) })
  .superRefine(({ password, again }, context) => {
    // The login is not known here; the service looks at both together.
    const problem = passwordProblem(password, '')
    if (problem !== null) context.addIssue({ code: 'custom', path: ['password'], message: problem })
    else if (again === '') context.addIssue({ code: 'custom', path: ['again'], message: 'required' })
    else if (password !== again) {
      context.addIssue({ code: 'custom', path: ['again'], message: 'passwords-differ' })
    }
  })

export type LinkInput = z.output<typeof linkSchema>
export type EnrolInput = z.output<typeof enrolSchema>

/** Whom a link was made for. */
export type Invited = { readonly login: string; readonly displayName: string }
