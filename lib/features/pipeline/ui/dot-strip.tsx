/** The people of one stage on the axis of days: each a dot, red when they wait longer than nine of ten did before. */
import { useTranslations } from 'next-intl'
import { axisTicks, pile } from '../../../domain/pipeline/dots.ts'
import type { StageColumn } from '../schema.ts'
import styles from './pipeline.module.css'

const WIDTH = 560
const INSET = 8
const RADIUS = 4.5
const STEP = 10
const COLUMNS = Math.floor((WIDTH - 2 * INSET) / STEP)
/** Rows that are drawn apart; a taller pile is pressed together. */
const ROWS = 7
/** So much room has every stage, that its median can be seen. */
const LEAST_ROWS = 3

type DotStripProps = { column: StageColumn; end: number; label: string }

/** @param end days at the right end of the axis, the same for all stages */
export function DotStrip({ column, end, label }: DotStripProps) {
  const t = useTranslations('pipeline')
  const dots = pile(column.people, end, COLUMNS)
  const tallest = Math.max(1, ...dots.map((dot) => dot.row + 1))
  const rise = tallest <= ROWS ? STEP : (ROWS * STEP) / tallest
  const height = Math.max(LEAST_ROWS, Math.min(tallest, ROWS)) * STEP + 6
  const x = (days: number) => INSET + (days / end) * (WIDTH - 2 * INSET)
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${String(WIDTH)} ${String(height + 20)}`}
      role="img"
      aria-label={label}
    >
      <line className={styles.axis} x1={0} x2={WIDTH} y1={height} y2={height} />
      {column.median === null ? null : (
        <line className={styles.median} x1={x(column.median)} x2={x(column.median)} y1={0} y2={height} />
      )}
      {dots.map(({ item, column: at, row }) => (
        <circle
          key={item.code}
          className={styles.dot}
          data-late={item.late}
          cx={INSET + (at + 0.5) * STEP}
          cy={height - STEP / 2 - row * rise}
          r={RADIUS}
        >
          <title>{t('dot', { code: item.code, days: item.days })}</title>
        </circle>
      ))}
      {axisTicks(end).map((days) => (
        <text
          key={days}
          className={styles.tick}
          x={x(days)}
          y={height + 15}
          textAnchor={days === 0 ? 'start' : days === end ? 'end' : 'middle'}
        >
          {days}
        </text>
      ))}
    </svg>
  )
}
