// The Settings page: how the window looks and what is captured on one view, the price table on the other.
import { useEffect, useState } from 'react'
import { formatCount } from '../../../shared/format.ts'
import { useLive } from '../../live-value.ts'
import { Loaded } from '../../loaded.tsx'
import { Page, StatusBar, StatusItem } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { formatRoom } from '../traffic/amounts.ts'
import { recording } from '../traffic/store.ts'
import { AppearanceSection } from './appearance-section.tsx'
import { CaptureSection } from './capture-section.tsx'
import { prices } from './price-store.ts'
import { PricesPage } from './prices-page.tsx'
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
      <Loaded live={live} what="the settings" onRetry={() => void settings.load()}>
        {({ theme, capture }) => (
          <div className={styles.scroll} data-region="settings">
            <AppearanceSection theme={theme} />
            <CaptureSection capture={capture} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

export function SettingsStatus() {
  const state = useLive(recording).value
  const table = useLive(prices).value
  const room = state && formatRoom(state.memoryBytes + state.diskBytes, state.limitBytes)
  return (
    <StatusBar>
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
