/** What has to be settled before a case can be deleted. */
import { useTranslations } from 'next-intl'
import type { Obstacle } from '../../../domain/deletion.ts'
import { Notice } from '../../../ui/notice.tsx'

type ObstacleNoticeProps = { title: string; obstacles: readonly Obstacle[] }

export function ObstacleNotice({ title, obstacles }: ObstacleNoticeProps) {
  const t = useTranslations('forgetting.obstacle')
  return (
    <Notice tone="warning" title={title}>
      <ul>
        {obstacles.map((obstacle) => (
          <li key={obstacle}>{t(obstacle)}</li>
        ))}
      </ul>
    </Notice>
  )
}
