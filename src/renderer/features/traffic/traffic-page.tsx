// The Traffic page: its tools, the list with the detail beside it, and the keys for both.
import { ArrowDownToLine } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../loaded.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Page } from '../../ui/page.tsx'
import { QuickFilters } from '../../ui/quick-filters.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Announcer } from './announcer.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { ExchangeDialogs } from './detail/exchange-dialogs.tsx'
import { ExchangePane } from './detail/exchange-pane.tsx'
import { filterLabels, quickFilters } from './filters.ts'
import { focusList } from './focus.ts'
import { keepPaneWidth, useTrafficPreferences } from './preferences.ts'
import { loadTraffic, setFollow, setPaneOpen, setQuickFilter, shownList, trafficStore, trafficView } from './store.ts'
import { listenToTrafficKeys } from './traffic-keys.ts'
import { TrafficList } from './traffic-list.tsx'
import styles from './traffic-page.module.css'
import { TrafficToolbar } from './traffic-toolbar.tsx'

const paneSizes = { least: 360, most: 820, usual: 404 }

export function TrafficPage() {
  const load = useStore(trafficStore, (state) => state.load)
  useEffect(listenToTrafficKeys, [])
  return (
    <Page title="Traffic" toolbar={<TrafficToolbar />}>
      <Loaded
        live={load.status === 'ready' ? { status: 'ready', value: null } : { ...load, value: null }}
        what="the traffic"
        onRetry={() => void loadTraffic()}
      >
        {() => <ListAndPane />}
      </Loaded>
      <Announcer />
      <ExchangeDialogs />
    </Page>
  )
}

function ListAndPane() {
  const isEmpty = useStore(trafficStore, (state) => state.rows.length === 0)
  const active = useStore(trafficView, (view) => view.selection.active)
  const isPaneOpen = useStore(trafficView, (view) => view.isPaneOpen)
  const { paneWidth } = useTrafficPreferences()
  const close = () => {
    setPaneOpen(false)
    focusList()
  }
  return (
    <SplitPane
      label="Resize detail pane"
      size={paneWidth}
      sizes={paneSizes}
      onSizeChange={(size) => void keepPaneWidth(size)}
      start={
        <>
          {!isEmpty && <Subbar />}
          <TrafficList />
        </>
      }
      end={isPaneOpen && active !== null ? <ExchangePane id={active} onClose={close} /> : null}
    />
  )
}

function Subbar() {
  const counts = useStore(shownList, (list) => list.counts)
  const quick = useStore(trafficView, (view) => view.quick)
  const follow = useStore(trafficView, (view) => view.follow)
  return (
    <div className={styles.subbar} data-region="filters">
      <QuickFilters
        options={quickFilters.map((value) => ({ value, label: filterLabels[value], count: counts[value] }))}
        value={quick}
        onValueChange={setQuickFilter}
      />
      <span className="grow" />
      <IconButton
        icon={ArrowDownToLine}
        size="small"
        label="Follow newest"
        shortcut="F"
        aria-pressed={follow}
        onClick={() => setFollow(!follow)}
      />
      <ColumnsMenu />
    </div>
  )
}
