// The status bar of the Traffic page: whether it records, how much is kept, what is in flight and what it cost.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount, formatDuration } from '../../../shared/format.ts'
import { useLive } from '../../live-value.ts'
import { StatusBar, StatusItem } from '../../ui/page.tsx'
import { routes } from '../routes/store.ts'
import { formatManyTokens, formatRoom, formatUsd } from './amounts.ts'
import { recording, trafficStore } from './store.ts'
import { type TrafficFigures, trafficFigures } from './traffic-figures.ts'
import styles from './traffic-status.module.css'

const problems = {
  'disk-full': 'No room: bodies are not kept',
  behind: 'Behind: some bodies are not kept',
} as const

/** Told anew at most once a second: it looks at every row. */
function useFigures(): TrafficFigures {
  const now = () => trafficFigures(trafficStore.getState().rows, Date.now())
  const [figures, setFigures] = useState(now)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const work = () => {
      timer = undefined
      setFigures(trafficFigures(trafficStore.getState().rows, Date.now()))
    }
    const stop = trafficStore.subscribe((state, before) => {
      if (state.rows !== before.rows) timer ??= setTimeout(work, 1_000)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])
  return figures
}

export function TrafficStatus() {
  const count = useStore(trafficStore, (state) => state.rows.length)
  const inFlight = useStore(trafficStore, (state) => state.inFlight)
  const state = useLive(recording).value
  const routeCount = useLive(routes).value?.routes.length
  const { ttft, tokensToday, costToday } = useFigures()
  const room = state && formatRoom(state.memoryBytes + state.diskBytes, state.limitBytes)
  return (
    <StatusBar
      end={
        <>
          {count === 0 && routeCount === 0 && <StatusItem>No routes yet</StatusItem>}
          {inFlight > 0 && (
            <StatusItem>
              <b>{formatCount(inFlight)}</b> in flight
            </StatusItem>
          )}
          {ttft && (
            <StatusItem>
              TTFT p50 <b>{formatDuration(ttft.p50)}</b> p95 <b>{formatDuration(ttft.p95)}</b>
            </StatusItem>
          )}
          {tokensToday !== null && (
            <StatusItem>
              Today <b>{formatManyTokens(tokensToday)}</b> tokens
              {costToday !== null && <b>{formatUsd(costToday)}</b>}
            </StatusItem>
          )}
        </>
      }
    >
      {state && (
        <StatusItem>
          <span className={styles.dot} data-paused={state.isPaused ? '' : undefined} />
          {state.isPaused ? 'Paused' : 'Recording'}
        </StatusItem>
      )}
      <StatusItem>
        <b>{formatCount(count)}</b> {count === 1 ? 'exchange' : 'exchanges'}
      </StatusItem>
      {room && count > 0 && (
        <StatusItem>
          <b>{room.used}</b> {room.rest}
        </StatusItem>
      )}
      {state?.problem && <StatusItem tone="warn">{problems[state.problem]}</StatusItem>}
    </StatusBar>
  )
}
