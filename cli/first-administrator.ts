/** How a house without an administrator gets its first one: a link that works once, within 24 hours. */
import { env } from '../lib/server/env.ts'
import { inviteFirstAdministrator } from '../lib/features/operator/service.ts'
import { StopError } from './launch/progress.mjs'

/** Prints the link. `quiet`: says nothing when there is an administrator already. */
export async function printFirstAdministratorLink(quiet: boolean): Promise<void> {
  const outcome = await inviteFirstAdministrator()
  if (!outcome.ok) throw new StopError(`The first administrator could not be invited: ${outcome.refusal}.`)
  if (outcome.value === null) {
    if (!quiet)
      process.stdout.write(
        'There is an administrator already: two invite others on the page "People", one alone needs `people add`.\n',
      )
    return
  }
  // Behind the #, where no server and no proxy writes it into a log.
  const link = `${env().NEXTAUTH_URL}/enrol#${outcome.value.token}`
  process.stdout.write(
    `\nNobody runs this house yet. This link makes the first administrator; it works once, for 24 hours:\n\n  ${link}\n\n`,
  )
}
