// Where the server listens, who may use it, and what it adds to its answers.
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ServerState } from '../../../shared/server.ts'
import type { Settings } from '../../../shared/settings.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { Icon } from '../../ui/icon.tsx'
import { server } from '../server/store.ts'
import { HostField } from './host-field.tsx'
import { OriginsField } from './origins-field.tsx'
import { PortField } from './port-field.tsx'
import { isOpen } from './server-address.ts'
import styles from './server-section.module.css'
import { SettingSwitch } from './setting-switch.tsx'
import { noNews, SettingsSection } from './settings-section.tsx'
import { saveSettings } from './store.ts'

export function ServerSection({ port, allowedOrigins, sendsId }: Settings) {
  const state = useLive(server).value
  const [news, setNews] = useState(noNews)
  return (
    <SettingsSection id="settings-server" title="Server" news={news}>
      {state && (
        <>
          <Now state={state} />
          <div className={styles.address}>
            <HostField host={state.host} onNews={setNews} />
            <PortField state={state} kept={port} onNews={setNews} />
          </div>
        </>
      )}
      <OriginsField origins={allowedOrigins} onNews={setNews} />
      <SettingSwitch
        label="Add x-throughline-id to responses"
        checked={sendsId}
        onCheckedChange={(next) => void attempt(() => saveSettings({ sendsId: next }))}
        help="The exchange’s id: what a client logs can be found in Traffic."
      />
    </SettingsSection>
  )
}

const words: Record<ServerState['state'], string> = {
  starting: 'Starting on',
  running: 'Running on',
  stopping: 'Stopping: running requests end on',
  stopped: 'Stopped. It starts on',
  failed: 'Not running. It could not listen on',
}

function Now({ state }: { state: ServerState }) {
  return (
    <div className={styles.now} data-state={state.state}>
      <p role="status">
        <span className={styles.dot} />
        {words[state.state]} <code className="selectable">{state.url}</code>
      </p>
      {state.leaving !== null && (
        <p role="status">
          Requests still run on <code className="selectable">{state.leaving}</code> and end there.
        </p>
      )}
      {isOpen(state.host) && (
        <p className={styles.open}>
          <Icon of={TriangleAlert} size={14} />
          <span>Others on your network can reach it. Every route needs the client key.</span>
        </p>
      )}
    </div>
  )
}
