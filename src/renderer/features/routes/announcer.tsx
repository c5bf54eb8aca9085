// Says politely what a key has done to the routes, for those who do not see the rows move.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

const spoken = createStore<{ words: string; count: number }>(() => ({ words: '', count: 0 }))

export function say(words: string): void {
  spoken.setState(({ count }) => ({ words, count: count + 1 }))
}

export function Announcer() {
  const { words, count } = useStore(spoken)
  return (
    <output className="visually-hidden" aria-live="polite">
      {/* A new element each time, so that the same words are said again. */}
      <span key={count}>{words}</span>
    </output>
  )
}
