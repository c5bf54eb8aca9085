// The Traffic page: quick filters, the list, and what stands in its place when there is nothing to list.
import { ArrowDownToLine } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../../shared/format.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { isTyping } from '../../ui/is-typing.ts'
import { Page, StatusBar, StatusItem } from '../../ui/page.tsx'
import { QuickFilters } from '../../ui/quick-filters.tsx'
import { server, startServer } from '../server/store.ts'
import { Announcer } from './announcer.tsx'
import { ClearButton } from './clear-button.tsx'
import { ExchangeTable } from './exchange-table.tsx'
import { filterLabels, matchesFilter, quickFilters } from './filters.ts'
import { FirstRequest } from './first-request.tsx'
import { loadTraffic, setFilter, setFollow, trafficStore, trafficView } from './store.ts'

export function TrafficPage() {
  const traffic = useStore(trafficStore)
  const { filter, follow } = useStore(trafficView)
  const { counts, load } = traffic

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      event.preventDefault()
      setFollow(!trafficView.getState().follow)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <Page
      title="Traffic"
      toolbar={
        <>
          <QuickFilters
            options={quickFilters.map((value) => ({ value, label: filterLabels[value], count: counts[value] }))}
            value={filter}
            onValueChange={setFilter}
          />
          <span className="grow" />
          <IconButton
            icon={ArrowDownToLine}
            label="Follow newest"
            shortcut="F"
            aria-pressed={follow}
            onClick={() => setFollow(!follow)}
          />
          <ClearButton count={counts.all} />
        </>
      }
    >
      <Loaded
        live={load.status === 'ready' ? { status: 'ready', value: traffic } : { ...load, value: null }}
        what="the traffic"
        onRetry={() => void loadTraffic()}
      >
        {() => <TrafficList />}
      </Loaded>
      <Announcer />
    </Page>
  )
}

function TrafficList() {
  const { rows, firstSequence, counts } = useStore(trafficStore)
  const { filter, seenUntil } = useStore(trafficView)
  const state = useLive(server).value
  // One pass over at most 10,000 rows at each beat, and none for All.
  const matching = useMemo(
    () => (filter === 'all' ? rows : rows.filter((row) => matchesFilter(filter, row))),
    [rows, filter],
  )
  const unseen = useMemo(
    () => rows.slice(Math.max(0, seenUntil - firstSequence)).filter((row) => matchesFilter(filter, row)).length,
    [rows, firstSequence, seenUntil, filter],
  )
  const stopped = state?.state === 'stopped'
  const refused = state && `Requests to ${new URL(state.url).host} are refused.`
  const start = (
    <Button size="small" onClick={() => void attempt(() => startServer())}>
      Start server
    </Button>
  )

  if (rows.length === 0) {
    if (stopped)
      return (
        <EmptyState title="Server is stopped" action={start}>
          {refused}
        </EmptyState>
      )
    return state && <FirstRequest url={state.url} />
  }
  return (
    <>
      {stopped && (
        <Banner kind="info" fact="Server is stopped." actions={start}>
          {refused}
        </Banner>
      )}
      {matching.length > 0 ? (
        <ExchangeTable rows={matching} unseen={unseen} />
      ) : (
        <EmptyState
          title="No exchanges match"
          action={
            <Button size="small" onClick={() => setFilter('all')}>
              Clear filter
            </Button>
          }
        >
          0 of {formatCount(counts.all)} match {filterLabels[filter]}.
        </EmptyState>
      )}
    </>
  )
}

export function TrafficStatus() {
  const { counts, inFlight } = useStore(trafficStore)
  return (
    <StatusBar
      end={
        inFlight > 0 && (
          <StatusItem>
            <b>{formatCount(inFlight)}</b> in flight
          </StatusItem>
        )
      }
    >
      <StatusItem>
        <b>{formatCount(counts.all)}</b> {counts.all === 1 ? 'exchange' : 'exchanges'}
      </StatusItem>
      {counts.errors > 0 && (
        <StatusItem>
          <b>{formatCount(counts.errors)}</b> failed
        </StatusItem>
      )}
    </StatusBar>
  )
}
