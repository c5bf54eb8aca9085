// How often each route answered and how, as main counts it, and how that reads in a row.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { formatCount } from '../../../shared/format.ts'
import type { RouteFigures } from '../../../shared/route.ts'
import { call, on } from '../../api.ts'
import { onReconnected } from '../../connection.ts'
import type { Mark } from '../../ui/status-mark.tsx'

type FiguresByRoute = Readonly<Record<string, RouteFigures>>

const minuteMs = 60_000

export const figureKey = ({ path, methods }: Pick<RouteFigures, 'path' | 'methods'>) => `${path} ${methods.join(',')}`

export function mergeFigures(before: FiguresByRoute, changed: readonly RouteFigures[]): FiguresByRoute {
  return { ...before, ...Object.fromEntries(changed.map((figures) => [figureKey(figures), figures])) }
}

const store = createStore<{ byRoute: FiguresByRoute }>(() => ({ byRoute: {} }))

/** Figures that cannot be asked for are only missing: the routes work without them. */
async function load(): Promise<void> {
  const all = await call('routes.figures').catch(() => null)
  if (all) store.setState({ byRoute: mergeFigures({}, all) })
}

/** Follows the figures for as long as the page is shown; asks each minute too, when the oldest one falls out. */
export function useFollowFigures(): void {
  useEffect(() => {
    const leave = on('routes.figuresChanged', (changed) =>
      store.setState(({ byRoute }) => ({ byRoute: mergeFigures(byRoute, changed) })),
    )
    const stopReloading = onReconnected(() => void load())
    void load()
    const timer = setInterval(() => void load(), minuteMs)
    return () => {
      leave()
      stopReloading()
      clearInterval(timer)
    }
  }, [])
}

export function useFigures(route: Pick<RouteFigures, 'path' | 'methods'>): RouteFigures | null {
  const key = figureKey(route)
  return useStore(store, ({ byRoute }) => byRoute[key] ?? null)
}

export interface Bar {
  x: number
  y: number
  height: number
  kind: 'ok' | 'failed'
}

export const sparkline = { step: 4, barWidth: 3, line: 12.5, height: 18 }
const mostAbove = 10
const mostBelow = 5

/** Successes above the line and failures below it, in the picture's units; both by the busiest minute. */
export function barsOf(minutes: RouteFigures['minutes']): Bar[] {
  const most = Math.max(1, ...minutes.flatMap(({ ok, failed }) => [ok, failed]))
  return minutes.flatMap(({ ok, failed }, index) => {
    const x = index * sparkline.step
    const above = Math.max(1, Math.round((ok / most) * mostAbove))
    const below = Math.max(2, Math.round((failed / most) * mostBelow))
    return [
      ...(ok > 0 ? [{ x, y: sparkline.line - 0.5 - above, height: above, kind: 'ok' as const }] : []),
      ...(failed > 0 ? [{ x, y: sparkline.line + 0.5, height: below, kind: 'failed' as const }] : []),
    ]
  })
}

/** `Last 16 minutes: 214 succeeded, 5 failed` */
export function sparklineWords(minutes: RouteFigures['minutes']): string {
  const sum = (name: 'ok' | 'failed') => minutes.reduce((total, minute) => total + minute[name], 0)
  return `Last ${minutes.length} minutes: ${formatCount(sum('ok'))} succeeded, ${formatCount(sum('failed'))} failed`
}

/** Short enough for the column: `812`, `9,999`, `12.8k`, `3.4M`. */
export function formatHits(hits: number): string {
  if (hits < 10_000) return formatCount(hits)
  if (hits < 999_950) return `${(hits / 1000).toFixed(hits < 99_950 ? 1 : 0)}k`
  return `${(hits / 1_000_000).toFixed(1)}M`
}

/** How the route does at this moment; null before the first exchange. */
export function lastMark({ last, inFlight }: RouteFigures): { mark: Mark; label: string } | null {
  if (inFlight > 0) return { mark: 'live', label: 'In flight' }
  if (last === null) return null
  const { status, outcome } = last
  if (outcome === 'client_closed') return { mark: 'aborted', label: 'Last one closed by the client' }
  if (status === null || outcome === 'upstream_error' || outcome === 'timeout')
    return { mark: 'error', label: 'Last one failed' }
  const label = `Last response ${status}`
  if (status >= 500) return { mark: 'error', label }
  if (status >= 400) return { mark: 'warning', label }
  return { mark: status >= 300 ? 'redirect' : 'ok', label }
}
