/** The endpoints of next-auth. Who may come in is decided by the sign-in service; what leaves, by the handler. */
import { closeSession, openSession } from '../../../../lib/features/sign-in/service.ts'
import { authHandler } from '../../../../lib/server/session/auth-handler.ts'

const handler = authHandler(
  async (login, password) => {
    const outcome = await openSession(login, password)
    return outcome.ok ? outcome.value.token : null
  },
  async (token) => {
    const outcome = await closeSession(token)
    if (!outcome.ok) throw new Error(outcome.refusal)
  },
)

export { handler as GET, handler as POST }
