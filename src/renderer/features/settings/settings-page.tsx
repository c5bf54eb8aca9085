// The Settings page: everything that can be set on one view, the price table on the other.
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../../../shared/format.ts'
import { useIsBrowser } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Page, StatusBar, StatusItem } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { formatRoom } from '../traffic/amounts.ts'
import { recording } from '../traffic/store.ts'
import { AppSection } from './app-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { CaptureSection } from './capture-section.tsx'
import { DamageBanners } from './damage-banner.tsx'
import { DataSection } from './data-section.tsx'
import { isDirty, openPrice } from './open-price.ts'
import { prices } from './price-store.ts'
import { PricesPage } from './prices-page.tsx'
import { SectionNav } from './section-nav.tsx'
import { ServerSection } from './server-section.tsx'
import styles from './settings-page.module.css'
import { settings } from './store.ts'

const views = [
  { value: 'general', label: 'General' },
  { value: 'prices', label: 'Prices' },
] as const
type View = (typeof views)[number]['value']

export function SettingsPage() {
  const live = useLive(settings)
  const [view, setView] = useState<View>('general')
  const frame = useRef<HTMLDivElement>(null)
  const isInBrowser = useIsBrowser()
  useEffect(() => {
    void prices.load()
  }, [])

  const choice = (
    <span className={styles.choice}>
      <Segments label="Settings" options={views} value={view} onValueChange={setView} />
    </span>
  )
  if (view === 'prices') return <PricesPage choice={choice} />
  return (
    <Page title="Settings" toolbar={choice}>
      <DamageBanners />
      <Loaded live={live} what="the settings" onRetry={() => void settings.load()}>
        {(current) => (
          <div className={styles.body}>
            <SectionNav frame={frame} />
            <div ref={frame} className={styles.scroll} data-region="settings">
              <AppearanceSection {...current} />
              <ServerSection {...current} />
              <CaptureSection capture={current.capture} />
              {!isInBrowser && <AppSection {...current} />}
              <DataSection settings={current} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

export function SettingsStatus() {
  const state = useLive(recording).value
  const table = useLive(prices).value
  const isUnsaved = isDirty(useStore(openPrice).open)
  const room = state && formatRoom(state.memoryBytes + state.diskBytes, state.limitBytes)
  return (
    <StatusBar end={isUnsaved && <StatusItem tone="warn">1 price not saved</StatusItem>}>
      {state && room && (
        <>
          <StatusItem>
            <b>{formatCount(state.exchanges)}</b> {state.exchanges === 1 ? 'exchange' : 'exchanges'}
          </StatusItem>
          <StatusItem>
            <b>{room.used}</b> {room.rest}
          </StatusItem>
        </>
      )}
      {table && (
        <StatusItem>
          <b>{formatCount(table.prices.length)}</b> {table.prices.length === 1 ? 'price' : 'prices'}
          {table.isEdited && ', edited'}
        </StatusItem>
      )}
    </StatusBar>
  )
}
