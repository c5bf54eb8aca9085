// The tools of the Traffic page: pause, clear, the filter and export.
import { Pause, Play, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { useShortcut } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { clearTraffic, togglePause } from './actions.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterField } from './filter-field.tsx'
import { recording, trafficStore } from './store.ts'
import styles from './traffic-page.module.css'

export function TrafficToolbar() {
  const isPaused = useLive(recording).value?.isPaused ?? false
  const isEmpty = useStore(trafficStore, (state) => state.rows.length === 0)
  const pauseKey = useShortcut('.')
  const clearKey = useShortcut('L')
  return (
    <>
      <Tooltip label={isPaused ? 'Resume recording' : 'Pause recording'} shortcut={pauseKey}>
        <Button icon={isPaused ? Play : Pause} className={styles.pause} onClick={() => void togglePause()}>
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
      </Tooltip>
      <IconButton
        icon={Trash2}
        label="Clear list"
        shortcut={clearKey}
        disabled={isEmpty}
        onClick={() => void clearTraffic()}
      />
      <FilterField />
      <ExportMenu />
    </>
  )
}
