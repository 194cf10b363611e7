/** Everybody's own page: who the house takes them for, in which language, and where else they are signed in. */
import { Stack } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { CloseOthersForm } from '../../../lib/features/sign-in/ui/close-others-form.tsx'
import { chooseLocale } from '../../../lib/server/i18n/choose-locale.ts'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Card } from '../../../lib/ui/card.tsx'
import { Columns, Column } from '../../../lib/ui/columns.tsx'
import { DefinitionList } from '../../../lib/ui/definition-list.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { LanguageSwitch } from '../../../lib/ui/shell/language-switch.tsx'

export default async function AccountPage() {
  const person = await requirePerson()
  const [t, roles] = await Promise.all([getTranslations('account'), getTranslations('vocabulary.role')])
  return (
    <PageBody>
      <PageHeading title={t('title', { login: person.login })} note={t('wrong')} />
      <Columns kind="halves">
        <Card title={t('who')}>
          <DefinitionList
            items={[
              { term: t('name'), value: person.displayName },
              { term: t('login'), value: person.login },
              { term: t('roles'), value: person.roles.map((role) => roles(role)).join(' · ') },
              { term: t('team'), value: person.teamName ?? t('noTeam') },
              { term: t('clock'), value: person.timeZone },
            ]}
          />
        </Card>
        <Column>
          <Card title={t('language')}>
            <Stack gap="sm">
              <p data-dimmed>{t('languageNote')}</p>
              <LanguageSwitch choose={chooseLocale} label={t('languageNote')} />
            </Stack>
          </Card>
          <Card title={t('sessions')}>
            <Stack gap="md">
              <p data-dimmed>{t('sessionsNote')}</p>
              <CloseOthersForm />
            </Stack>
          </Card>
          <Card title={t('passwordTitle')}>
            <p data-dimmed>{t('passwordNote')}</p>
          </Card>
        </Column>
      </Columns>
    </PageBody>
  )
}
