// The list of exchanges, or what stands in its place while there is nothing to list.
import { useStore } from 'zustand'
import { formatCount } from '../../../shared/format.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { clientUrl } from '../server/client-url.ts'
import { server, startServer } from '../server/store.ts'
import { settings } from '../settings/store.ts'
import { togglePause } from './actions.ts'
import { ExchangeTable } from './exchange-table.tsx'
import { filterLabels } from './filters.ts'
import { FirstRequest } from './first-request.tsx'
import { clearFilters, deepSearch, recording, shownList, trafficStore, trafficView } from './store.ts'

export function TrafficList() {
  const isEmpty = useStore(trafficStore, (state) => state.rows.length === 0)
  const hasShown = useStore(shownList, (list) => list.shown.length > 0)
  const state = useLive(server).value
  // The table places its rows by their height, which it reads once.
  const density = useLive(settings).value?.density ?? 'compact'
  const isStopped = state?.state === 'stopped'
  const refused = state && `Requests to ${new URL(state.url).host} are refused.`
  const start = (
    <Button size="small" onClick={() => void attempt(() => startServer())}>
      Start server
    </Button>
  )

  if (isEmpty) {
    if (!isStopped) return <Nothing url={state ? clientUrl(state) : null} />
    return (
      <EmptyState title="Server is stopped" action={start}>
        {refused}
      </EmptyState>
    )
  }
  return (
    <>
      {isStopped && (
        <Banner kind="info" fact="Server is stopped." actions={start}>
          {refused}
        </Banner>
      )}
      {hasShown ? <ExchangeTable key={density} /> : <NothingFound />}
    </>
  )
}

/** Nothing has come yet, or all was cleared, or nothing is recorded. */
function Nothing({ url }: { url: string | null }) {
  const isPaused = useLive(recording).value?.isPaused ?? false
  const hadSome = useStore(trafficStore, (state) => state.received > 0)
  if (isPaused)
    return (
      <EmptyState
        title="Recording is paused"
        action={
          <Button size="small" onClick={() => void togglePause()}>
            Resume
          </Button>
        }
      >
        Requests are forwarded and not listed.
      </EmptyState>
    )
  return url && <FirstRequest url={url} isFirst={!hadSome} />
}

function NothingFound() {
  const { filterText, quick } = useStore(trafficView)
  const total = useStore(trafficStore, (state) => state.rows.length)
  const search = useStore(deepSearch.store)
  if (search.status === 'searching')
    return (
      <EmptyState
        title="Searching headers and bodies"
        action={
          <Button size="small" onClick={deepSearch.stop}>
            Cancel
          </Button>
        }
      >
        {formatCount(search.searched)} of {formatCount(search.total)} searched, none matches so far.
      </EmptyState>
    )
  const label = quick === 'all' ? '' : filterLabels[quick]
  return (
    <NoMatch noun="exchanges" total={total} clear="Clear filter" onClear={clearFilters}>
      {' '}
      {filterText && <code>{filterText}</code>}
      {filterText && label && ' and '}
      {label}
    </NoMatch>
  )
}
