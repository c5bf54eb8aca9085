// The server at a glance: its state, its address to copy, and the switch that starts and stops it.
import type { ServerState } from '../../../shared/server.ts'
import { attempt } from '../../attempt.ts'
import { useLive } from '../../live-value.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { clientUrl } from './client-url.ts'
import styles from './server-pill.module.css'
import { server, startServer, stopServer } from './store.ts'

function wordsOf(state: ServerState): string {
  if (state.state === 'failed') return state.error?.code === 'port_in_use' ? 'Port in use' : 'Failed'
  return { starting: 'Starting', running: 'Running', stopping: 'Stopping', stopped: 'Stopped' }[state.state]
}

export function ServerPill() {
  const state = useLive(server).value
  if (!state) return <span />
  const url = clientUrl(state)
  const changing = state.state === 'starting' || state.state === 'stopping'
  return (
    <fieldset className={styles.pill} data-state={state.state} aria-label="Server">
      <span className={styles.state}>
        <span className={styles.dot} />
        <output>{wordsOf(state)}</output>
      </span>
      <span className={`${styles.address} mono selectable`}>{new URL(state.url).host}</span>
      <CopyButton
        className={styles.copy ?? ''}
        text={url}
        label={url === state.url ? `Copy ${url}` : `Copy ${url}, for clients here. Listening on ${state.url}`}
      />
      <Switch
        label="Server"
        tone="ok"
        checked={state.state === 'running' || state.state === 'starting'}
        disabled={changing}
        onCheckedChange={(on) => void attempt(() => (on ? startServer() : stopServer()))}
      />
    </fieldset>
  )
}
