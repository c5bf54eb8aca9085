// Says what has come in, politely and at most every 5 seconds, while the list follows.
import { useEffect, useState } from 'react'
import { announce } from './describe.ts'
import { trafficStore, trafficView } from './store.ts'

const pauseMs = 5_000

const totals = () => {
  const { received, failures } = trafficStore.getState()
  return { received, failed: failures }
}

export function Announcer() {
  const [spoken, setSpoken] = useState({ words: '', count: 0 })

  useEffect(() => {
    let said = totals()
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      timer = undefined
      const { received, failed } = totals()
      const words = trafficView.getState().follow ? announce(received - said.received, failed - said.failed) : null
      said = { received, failed }
      if (words !== null) setSpoken(({ count }) => ({ words, count: count + 1 }))
    }
    // The timer runs only while there is something to say.
    const stop = trafficStore.subscribe((state) => {
      const news = state.received > said.received || state.failures > said.failed
      if (news) timer ??= setTimeout(say, pauseMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])

  return (
    <output className="visually-hidden" aria-live="polite">
      {/* A new element each time, so that the same words are said again. */}
      <span key={spoken.count}>{spoken.words}</span>
    </output>
  )
}
