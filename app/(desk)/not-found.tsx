/** The same inside the frame of the desk, where the way on is at hand. */
import { useTranslations } from 'next-intl'
import { LinkButton } from '../../lib/ui/link-button.tsx'
import { MessagePage } from '../../lib/ui/message-page.tsx'

export default function DeskNotFound() {
  const t = useTranslations('pages')
  return (
    <MessagePage title={t('notFoundTitle')} actions={<LinkButton href="/">{t('home')}</LinkButton>}>
      <p>{t('notFoundText')}</p>
    </MessagePage>
  )
}
