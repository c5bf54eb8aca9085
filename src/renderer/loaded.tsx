// Shows what a live value holds, or that it is still loading, or why it could not be loaded, with Retry.
import type { ReactNode } from 'react'
import type { Live } from './live-value.ts'
import { Button } from './ui/button.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { Skeleton } from './ui/skeleton.tsx'

interface LoadedProps<Value> {
  live: Live<Value>
  /** What it is, as in "Could not load the routes". */
  what: string
  onRetry: () => void
  children: (value: Value) => ReactNode
}

export function Loaded<Value>({ live, what, onRetry, children }: LoadedProps<Value>) {
  if (live.status === 'ready') return children(live.value)
  if (live.status === 'loading') return <Skeleton />
  return (
    <EmptyState title={`Could not load ${what}`} action={<Button onClick={onRetry}>Retry</Button>}>
      {live.message}
    </EmptyState>
  )
}
