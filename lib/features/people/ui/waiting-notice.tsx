/** What a change of roles needs: the one that waits already, or the operator where nobody else could decide. */
import { useFormatter, useTranslations } from 'next-intl'
import { Notice } from '../../../ui/notice.tsx'
import type { PersonPage } from '../schema.ts'
import { useRoleWords } from './role-words.ts'

type WaitingNoticeProps = Pick<PersonPage, 'person' | 'waiting' | 'mayAsk'> & { timeZone: string }

export function WaitingNotice({ person, waiting, mayAsk, timeZone }: WaitingNoticeProps) {
  const t = useTranslations('people')
  const roleWords = useRoleWords()
  const format = useFormatter()
  if (waiting !== null) {
    return (
      <Notice tone="info" title={t('changeWaits', { who: waiting.askedBy })}>
        {t('changeWaitsText', {
          roles: roleWords(waiting.roles),
          team: waiting.team ?? t('noTeam'),
          until: format.dateTime(new Date(waiting.until), 'moment', { timeZone }),
        })}
      </Notice>
    )
  }
  if (mayAsk) return null
  return (
    <Notice tone="warning" title={t('nobodyDecides')}>
      <p>{t('nobodyDecidesText')}</p>
      <p>
        <code>{`npm run -s causeway -- people set-roles ${person.login} --roles …`}</code>
      </p>
    </Notice>
  )
}
