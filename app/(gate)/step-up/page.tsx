/** Where a page sends whoever must prove again who they are before it shows itself. It leads back there. */
import { redirect } from 'next/navigation'
import { returnPath, signInPath } from '../../../lib/domain/return-path.ts'
import { StepUpGate } from '../../../lib/features/sign-in/ui/step-up-gate.tsx'
import { currentPerson } from '../../../lib/server/session/current.ts'

type StepUpPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function StepUpPage({ searchParams }: StepUpPageProps) {
  const { next } = await searchParams
  const path = returnPath(typeof next === 'string' ? next : null)
  // Whoever must sign in proves just that: they go straight to where they wanted.
  const person = (await currentPerson()) ?? redirect(signInPath(path))
  return <StepUpGate login={person.login} next={path} />
}
