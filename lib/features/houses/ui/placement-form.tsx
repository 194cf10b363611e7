'use client'

/** Places somebody in a house: which one, since when, and in an emergency why. */
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { CheckboxField } from '../../../ui/fields/checkbox-field.tsx'
import { DayField } from '../../../ui/fields/day-field.tsx'
import { RadioField } from '../../../ui/fields/radio-field.tsx'
import { TextAreaField } from '../../../ui/fields/text-area-field.tsx'
import { ActionForm } from '../../../ui/form/action-form.tsx'
import { readDraft } from '../../../ui/form/drafts.tsx'
import { newId } from '../../../ui/form/new-id.ts'
import { useActionForm } from '../../../ui/form/use-action-form.ts'
import { LinkButton } from '../../../ui/link-button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { recordPlacementAction } from '../actions.ts'
import { placementSchema, REASON_LENGTH, type HouseDto } from '../schema.ts'

type PlacementFormProps = {
  caseId: string
  caseCode: string
  today: string
  draft: unknown
  /** Houses of the case's team. */
  houses: readonly HouseDto[]
  /** Screened and clear: whoever is not may stay in a reception house only. */
  screened: boolean
}

export function PlacementForm({ caseId, caseCode, today, draft, houses, screened }: PlacementFormProps) {
  const t = useTranslations('houses')
  const words = useTranslations('vocabulary')
  const back = useTranslations('form')('cancel')
  const router = useRouter()
  const here = `/cases/${caseCode}`
  const form = useActionForm({
    form: 'placement',
    subject: caseId,
    schema: placementSchema,
    action: recordPlacementAction,
    initialDraft: readDraft(draft),
    defaults: { caseId, id: newId(), houseId: '', since: today, emergency: false, reason: '' },
    onDone: () => {
      router.replace(here)
    },
  })
  const emergency = form.methods.watch('emergency')
  const chosen = form.methods.watch('houseId')
  const safe = houses.filter((house) => !house.compromised)
  const offered = safe.filter((house) => emergency || house.free > 0 || house.id === chosen)
  const house = safe.find(({ id }) => id === chosen)
  if (safe.length === 0) {
    return (
      <Card title={t('place')}>
        <EmptyState
          title={t('noHouse')}
          text={t('noHouseText')}
          action={<LinkButton href="/houses">{t('toHouses')}</LinkButton>}
        />
      </Card>
    )
  }
  return (
    <Card title={t('place')}>
      <ActionForm form={form} submit={t('placeSave')} cancel={{ href: here, label: back }}>
        {offered.length === 0 ? <Notice tone="warning">{t('allFull')}</Notice> : null}
        <RadioField
          control={form.control}
          name="houseId"
          label={t('which')}
          hint={t('whichHint')}
          options={offered.map(({ id, code, kind, district, free }) => ({
            value: id,
            label: code,
            hint: t('offer', {
              kind: words(`houseKind.${kind}`),
              district: words(`district.${district}`),
              free,
            }),
          }))}
        />
        {house?.kind === 'inner' && !screened ? <Notice tone="warning">{t('unscreened')}</Notice> : null}
        <DayField control={form.control} name="since" label={t('since')} hint={t('sinceHint')} />
        <CheckboxField
          control={form.control}
          name="emergency"
          label={t('emergency')}
          hint={t('emergencyHint')}
        />
        {emergency ? (
          <TextAreaField
            control={form.control}
            name="reason"
            label={t('reason')}
            hint={t('whoReads')}
            limit={REASON_LENGTH}
            rows={3}
          />
        ) : null}
      </ActionForm>
    </Card>
  )
}
