/** Where one administrator is alone: nobody could approve somebody new, and which command the operator runs. */
import { useTranslations } from 'next-intl'
import { Notice } from '../../../ui/notice.tsx'

export function AloneNotice() {
  const t = useTranslations('people')
  return (
    <Notice tone="warning" title={t('nobodyInvites')}>
      <p>{t('nobodyInvitesText')}</p>
      <p>
        <code>{'npm run -s causeway -- people add LOGIN --name … --roles … --team …'}</code>
      </p>
    </Notice>
  )
}
