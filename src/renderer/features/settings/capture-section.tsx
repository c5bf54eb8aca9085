// What is kept of the traffic: limits, what is in use of them, and whether clients' credentials stay readable.
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CaptureLimits } from '../../../shared/recording.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Switch } from '../../ui/switch.tsx'
import { showToast } from '../../ui/toast.tsx'
import { recording } from '../traffic/store.ts'
import { CaptureInUse } from './capture-in-use.tsx'
import { areDefaults, defaultLimits, limits } from './capture-limits.ts'
import { LimitField } from './limit-field.tsx'
import styles from './settings-page.module.css'
import { saveLimits } from './store.ts'

export function CaptureSection({ capture }: { capture: CaptureLimits }) {
  const state = useLive(recording).value
  const [news, setNews] = useState({ words: '', isProblem: false })

  const reset = async () => {
    if (!(await attempt(() => saveLimits(defaultLimits)))) return
    showToast({
      title: 'Capture is back to its defaults.',
      action: { label: 'Undo', run: () => void attempt(() => saveLimits(capture)) },
    })
  }
  return (
    <section className={styles.section} aria-labelledby="settings-capture">
      <div className={styles.sectionHead}>
        <h2 id="settings-capture" className={styles.title}>
          Capture
        </h2>
        <span role="status" className={news.isProblem ? 'visually-hidden' : styles.news}>
          {news.words}
        </span>
        <span className="grow" />
        <Button size="small" disabled={areDefaults(capture)} onClick={() => void reset()}>
          Reset to defaults
        </Button>
      </div>
      {state && <CaptureInUse state={state} limits={capture} />}
      <div className={styles.fields}>
        {limits.map((limit) => (
          <LimitField key={limit.name} {...limit} saved={capture[limit.name]} onNews={setNews} />
        ))}
      </div>
      <CredentialsSwitch isOn={capture.keepsClientCredentials} />
    </section>
  )
}

function CredentialsSwitch({ isOn }: { isOn: boolean }) {
  const label = 'Keep credentials that clients send readable'
  return (
    <div className={styles.switchRow}>
      <Switch
        id="keeps-credentials"
        label={label}
        aria-describedby="keeps-credentials-help"
        checked={isOn}
        onCheckedChange={(keepsClientCredentials) => void attempt(() => saveLimits({ keepsClientCredentials }))}
      />
      <div>
        <label htmlFor="keeps-credentials" className={styles.label}>
          {label}
        </label>
        <div id="keeps-credentials-help" className={styles.help}>
          <p>
            Off, the values of Authorization, cookies and API keys are masked before they are kept. Secrets that
            Throughline adds are never kept, on or off.
          </p>
          <p className={styles.risk} data-on={isOn ? '' : undefined}>
            <Icon of={TriangleAlert} size={14} />
            On, they stand as they came in memory, in files on disk, in this window and in what you copy or export
            unredacted: whoever gets hold of one of these can use them. Switched off again, what is already kept is
            masked too.
          </p>
        </div>
      </div>
    </div>
  )
}
