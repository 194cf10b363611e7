/** The door. Whoever was sent here comes back to the page that they asked for. */
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { returnPath } from '../../../lib/domain/return-path.ts'
import { SignInForm } from '../../../lib/features/sign-in/ui/sign-in-form.tsx'
import { currentPerson, sessionHasEnded } from '../../../lib/server/session/current.ts'
import { Notice } from '../../../lib/ui/notice.tsx'

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams
  const path = returnPath(typeof next === 'string' ? next : null)
  if ((await currentPerson()) !== null) redirect(path)
  const t = await getTranslations('signIn')
  return (
    <>
      <h1>{t('title')}</h1>
      {(await sessionHasEnded()) ? (
        <Notice tone="info" title={t('endedTitle')}>
          <p>{t('endedText')}</p>
        </Notice>
      ) : null}
      <SignInForm next={path} />
      <p data-dimmed>{t('help')}</p>
    </>
  )
}
