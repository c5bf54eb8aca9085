// Where the app keeps its data, and how to be rid of it.
import { Copy, FolderOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Settings } from '../../../shared/settings.ts'
import { useIsBrowser } from '../../app-info.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { clearTraffic } from '../traffic/actions.ts'
import { recording } from '../traffic/store.ts'
import { areDefaultSettings, resetSettings } from './reset-settings.ts'
import styles from './settings-page.module.css'
import { SettingsSection } from './settings-section.tsx'
import { copyDiagnostics, revealData, revealLogs, system } from './system-store.ts'

export function DataSection({ settings }: { settings: Settings }) {
  const state = useLive(system).value
  const kept = useLive(recording).value
  const [isResetting, setResetting] = useState(false)
  const isInBrowser = useIsBrowser()
  const isClear = !kept || kept.exchanges === kept.pinned

  const reset = async () => {
    setResetting(true)
    await attempt(async () => {
      const undo = await resetSettings()
      showToast({
        title: 'All settings are back to their defaults.',
        action: { label: 'Undo', run: () => void attempt(undo) },
      })
    })
    setResetting(false)
  }
  return (
    <SettingsSection id="settings-data" title="Data">
      <Row
        title="Data folder"
        help={
          <code className="selectable" title={state?.dataFolder}>
            {state?.dataFolder}
          </code>
        }
      >
        {!isInBrowser && (
          <Button icon={FolderOpen} disabled={!state} onClick={() => void attempt(revealData)}>
            Open folder
          </Button>
        )}
      </Row>
      <Row
        title="Logs and diagnostics"
        help="Neither holds a secret, a body or a header. The diagnostics are versions, counts, changed settings and the last errors."
      >
        <span className={styles.actions}>
          {!isInBrowser && (
            <Button icon={FolderOpen} onClick={() => void attempt(revealLogs)}>
              Open logs
            </Button>
          )}
          <Button icon={Copy} onClick={() => void attempt(copyDiagnostics)}>
            Copy diagnostics
          </Button>
        </span>
      </Row>
      <Row
        title="Captured traffic"
        help="Exchanges and their bodies are gone when Throughline quits. Clearing them now keeps those that are pinned."
      >
        <Button disabled={isClear} onClick={() => void clearTraffic()}>
          Clear captured traffic
        </Button>
      </Row>
      <Row
        title="Settings"
        help="Everything on this page, and the columns of the lists. Saved filters, prices, secrets and routes stay."
      >
        <Button
          busy={isResetting}
          disabled={areDefaultSettings(settings, state?.startAtLogin.isOn ?? false)}
          onClick={() => void reset()}
        >
          Reset all settings
        </Button>
      </Row>
    </SettingsSection>
  )
}

function Row({ title, help, children }: { title: string; help: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.actionRow}>
      <div className={styles.actionWords}>
        <h3 className={styles.label}>{title}</h3>
        <div className={styles.help}>{help}</div>
      </div>
      {children}
    </div>
  )
}
