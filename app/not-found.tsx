/** No such page, or none that this person may see: the two look the same. */
import { useTranslations } from 'next-intl'
import { LinkButton } from '../lib/ui/link-button.tsx'
import { MessagePage } from '../lib/ui/message-page.tsx'

export default function NotFound() {
  const t = useTranslations('pages')
  return (
    <MessagePage title={t('notFoundTitle')} actions={<LinkButton href="/">{t('home')}</LinkButton>}>
      <p>{t('notFoundText')}</p>
    </MessagePage>
  )
}
