/** How a release stands, in a shape, a word and a colour. */
import { useTranslations } from 'next-intl'
import type { ReleaseState } from '../../../domain/releases/states.ts'
import { Chip } from '../../../ui/chip.tsx'
import { sentenceCase } from '../../../ui/sentence-case.ts'

const TONES = {
  preparing: 'plain',
  ready: 'plain',
  refused: 'amber',
  failed: 'red',
  cancelled: 'plain',
  requested: 'amber',
  approved: 'green',
  declined: 'plain',
  withdrawn: 'red',
} as const satisfies Record<ReleaseState, 'red' | 'amber' | 'green' | 'plain'>

export function ReleaseStateChip({ state }: { state: ReleaseState }) {
  const t = useTranslations('releases')
  return <Chip tone={TONES[state]}>{sentenceCase(t(`state.${state}`))}</Chip>
}
