// The detail pane: one exchange in full, in six tabs.

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExchangeDetail } from '../../../../shared/exchange-detail.ts'
import { call } from '../../../api.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import paneStyles from '../../../ui/pane.module.css'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { markOf } from '../describe.ts'
import { paneIsLoaded } from '../focus.ts'
import { useEventTotal } from './event-total.ts'
import { EventsTab } from './events-tab.tsx'
import { ExchangeHead } from './exchange-head.tsx'
import styles from './exchange-pane.module.css'
import { chooseTab, exchangeTabs, setTabsOf, shownTab, type TabName } from './exchange-tabs.ts'
import { MessageTab } from './message-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RawTab } from './raw-tab.tsx'
import { RequestTab } from './request-tab.tsx'
import { ResponseTab } from './response-tab.tsx'
import { useLiveQuery } from './use-live-query.ts'

const getDetail = (id: string) => call('exchanges.detail', { id })

export function ExchangePane({ id, onClose }: { id: string; onClose: () => void }) {
  const { answer, retry } = useLiveQuery(id, getDetail)
  return (
    <aside className={paneStyles.pane} aria-label="Exchange detail" data-region="pane" tabIndex={-1}>
      {answer.status === 'ready' ? (
        <Exchange key={id} detail={answer.value} onClose={onClose} />
      ) : (
        <>
          <div className={styles.bareHead}>
            <IconButton icon={X} size="small" label="Close pane" shortcut="Esc" onClick={onClose} />
          </div>
          {answer.status === 'loading' && <Skeleton />}
          {answer.status === 'gone' && (
            <EmptyState title="Exchange is gone">It was deleted, or let go for newer ones.</EmptyState>
          )}
          {answer.status === 'failed' && (
            <EmptyState title="Could not load the exchange" action={<Button onClick={retry}>Retry</Button>}>
              {answer.message}
            </EmptyState>
          )}
        </>
      )}
    </aside>
  )
}

function Exchange({ detail, onClose }: { detail: ExchangeDetail; onClose: () => void }) {
  const { summary } = detail
  const { id, stream } = summary
  const hasFailed = markOf(summary) === 'error'
  useEffect(paneIsLoaded, [])
  useEffect(() => setTabsOf(id, stream !== null, hasFailed), [id, stream, hasFailed])
  const state = useStore(exchangeTabs)
  const total = useEventTotal(stream === null ? null : id)
  // Until the store knows this exchange, it is shown as if it did.
  const tab =
    state.id === id
      ? shownTab(state)
      : hasFailed || (state.chosen === 'events' && stream === null)
        ? 'overview'
        : state.chosen

  return (
    <>
      <ExchangeHead detail={detail} onClose={onClose} />
      <Tabs<TabName>
        label="Exchange"
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'request', label: 'Request' },
          { value: 'response', label: 'Response' },
          {
            value: 'events',
            label: 'Events',
            count: total,
            disabled: stream === null,
            ...(stream === null ? { hint: 'This exchange is not a stream.' } : {}),
          },
          { value: 'message', label: 'Message' },
          { value: 'raw', label: 'Raw' },
        ]}
        value={tab}
        onValueChange={chooseTab}
        panelClassName={styles.panel}
      >
        <Panel tab={tab} detail={detail} />
      </Tabs>
    </>
  )
}

function Panel({ tab, detail }: { tab: TabName; detail: ExchangeDetail }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab detail={detail} />
    case 'request':
      return <RequestTab detail={detail} />
    case 'response':
      return <ResponseTab detail={detail} />
    case 'events':
      return <EventsTab detail={detail} />
    case 'message':
      return <MessageTab detail={detail} />
    case 'raw':
      return <RawTab detail={detail} />
  }
}
