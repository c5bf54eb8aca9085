// What is kept of the traffic: limits, what is in use of them, and whether clients' credentials stay readable.
import { useState } from 'react'
import type { CaptureLimits } from '../../../shared/recording.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { recording } from '../traffic/store.ts'
import { CaptureInUse } from './capture-in-use.tsx'
import { areDefaults, defaultLimits, limits } from './capture-limits.ts'
import { LimitField } from './limit-field.tsx'
import { SettingSwitch } from './setting-switch.tsx'
import styles from './settings-page.module.css'
import { noNews, SettingsSection } from './settings-section.tsx'
import { saveLimits } from './store.ts'

export function CaptureSection({ capture }: { capture: CaptureLimits }) {
  const state = useLive(recording).value
  const [news, setNews] = useState(noNews)

  const reset = async () => {
    if (!(await attempt(() => saveLimits(defaultLimits)))) return
    showToast({
      title: 'Capture is back to its defaults.',
      action: { label: 'Undo', run: () => void attempt(() => saveLimits(capture)) },
    })
  }
  return (
    <SettingsSection
      id="settings-capture"
      title="Capture"
      news={news}
      action={
        <Button size="small" disabled={areDefaults(capture)} onClick={() => void reset()}>
          Reset to defaults
        </Button>
      }
    >
      {state && <CaptureInUse state={state} limits={capture} />}
      <div className={styles.fields}>
        {limits.map((limit) => (
          <LimitField key={limit.name} {...limit} saved={capture[limit.name]} onNews={setNews} />
        ))}
      </div>
      <SettingSwitch
        label="Keep credentials that clients send readable"
        checked={capture.keepsClientCredentials}
        onCheckedChange={(keepsClientCredentials) => void attempt(() => saveLimits({ keepsClientCredentials }))}
        help="Off, the values of Authorization, cookies and API keys are masked before they are kept. Secrets that Throughline adds are never kept, on or off."
        risk="On, they stand as they came in memory, in files on disk, in this window and in what you copy or export unredacted: whoever gets hold of one of these can use them. Switched off again, what is already kept is masked too."
      />
    </SettingsSection>
  )
}
