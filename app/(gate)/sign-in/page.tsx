/**
 * The door. Whoever was sent here comes back to the page that they asked for; a tab that cleared itself comes back only
 * when somebody asks for it.
 */
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { returnPath } from '../../../lib/domain/return-path.ts'
import { SignInForm } from '../../../lib/features/sign-in/ui/sign-in-form.tsx'
import { currentPerson, leaveWhenLocked, sessionHasEnded } from '../../../lib/server/session/current.ts'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { MessagePage } from '../../../lib/ui/message-page.tsx'
import { Notice } from '../../../lib/ui/notice.tsx'

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; away?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, away } = await searchParams
  leaveWhenLocked()
  const path = returnPath(typeof next === 'string' ? next : null)
  const signedIn = (await currentPerson()) !== null
  if (signedIn && away === undefined) redirect(path)
  const t = await getTranslations('signIn')
  if (signedIn) {
    return (
      <MessagePage title={t('awayTitle')} actions={<LinkButton href={path}>{t('goOn')}</LinkButton>}>
        <p>{t('awayText')}</p>
      </MessagePage>
    )
  }
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
