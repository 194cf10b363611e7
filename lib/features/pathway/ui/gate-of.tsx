'use client'

/** What one gate says, each missing thing with the way to fill it. */
import { useTranslations } from 'next-intl'
import type { Warning } from '../../../domain/pathway/case-facts.ts'
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import type { WayOn } from '../../../domain/pathway/ways-on.ts'
import { Checklist } from '../../../ui/checklist.tsx'
import { TextLink } from '../../../ui/text-link.tsx'

export function GateOf({ code, way, warnings }: { code: string; way: WayOn; warnings: readonly Warning[] }) {
  const t = useTranslations('pathway')
  const words = useTranslations('vocabulary')
  if (way.met.length + way.unmet.length === 0) return null
  return (
    <Checklist
      items={[
        ...way.unmet.map((requirement) => ({
          state: 'unmet' as const,
          text: words(`requirement.${requirement}`),
          action: { href: `/cases/${code}?do=${fillingForm(requirement)}#form`, label: t('fill') },
        })),
        ...way.met.map((requirement) => ({
          state: 'met' as const,
          text: words(`requirement.${requirement}`),
        })),
        ...warnings.map((warning) => ({ state: 'warning' as const, text: words(`warning.${warning}`) })),
      ]}
      footer={
        way.unmet.length === 0 || (way.to !== 'safe-house' && way.to !== 'transit') ? null : (
          <>
            {t('already')} <TextLink href={`/cases/${code}/emergency`}>{t('recordEmergency')}</TextLink>:{' '}
            {t('emergencyNeeds')}
          </>
        )
      }
    />
  )
}
