// How often a route answered, its last minutes as a sparkline, and how the last answer was.
import { formatCount } from '../../../shared/format.ts'
import type { RouteFigures, RouteView } from '../../../shared/route.ts'
import { Cell } from '../../ui/grid.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { barsOf, formatHits, lastMark, sparkline, sparklineWords, useFigures } from './figures.ts'
import styles from './hits-cell.module.css'

export function HitsCell({ route, className }: { route: RouteView; className: string | undefined }) {
  const figures = useFigures(route)
  const hits = figures?.hits ?? 0
  const mark = figures && lastMark(figures)
  return (
    <Cell end className={className}>
      <span className={hits === 0 ? styles.none : undefined} title={`${formatCount(hits)} since Throughline started`}>
        {formatHits(hits)}
      </span>
      <span className={styles.sparkline}>{figures && hits > 0 && <Sparkline minutes={figures.minutes} />}</span>
      <span className={styles.mark}>{mark && <StatusMark {...mark} />}</span>
    </Cell>
  )
}

function Sparkline({ minutes }: Pick<RouteFigures, 'minutes'>) {
  const width = minutes.length * sparkline.step
  const words = sparklineWords(minutes)
  return (
    <svg
      viewBox={`0 0 ${width} ${sparkline.height}`}
      width={width}
      height={sparkline.height}
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      <path className={styles.line} d={`M0 ${sparkline.line}H${width}`} fill="none" />
      {barsOf(minutes).map(({ x, y, height, kind }) => (
        <rect
          key={`${x} ${kind}`}
          className={styles.bar}
          data-kind={kind}
          x={x}
          y={y}
          width={sparkline.barWidth}
          height={height}
        />
      ))}
    </svg>
  )
}
