/** A page that no role of the person gives: says so, and who can change it. It tells nothing about any case. */
import { useTranslations } from 'next-intl'
import { LinkButton } from '../../lib/ui/link-button.tsx'
import { MessagePage } from '../../lib/ui/message-page.tsx'

export default function Forbidden() {
  const t = useTranslations('pages')
  return (
    <MessagePage title={t('notAllowedTitle')} actions={<LinkButton href="/">{t('home')}</LinkButton>}>
      <p>{t('notAllowedText')}</p>
    </MessagePage>
  )
}
