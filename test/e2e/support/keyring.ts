// A keyring of its own for a test: a private session bus that lives until it is closed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const withKeyring = join(import.meta.dirname, '../../../scripts/with-keyring.sh')

export interface Keyring {
  /** For an app's environment: the bus on which the keyring answers. */
  busAddress: string
  close(): Promise<void>
}

/** Starts a keyring that keeps its data in a folder: unlocked, or locked as an earlier unlocked one has left it. */
export async function startKeyring(dataFolder: string, isLocked = false): Promise<Keyring> {
  // The command tells the bus's address, then stays for as long as its standard input is open.
  const holder = spawn(withKeyring, ['bash', '-c', 'echo "$DBUS_SESSION_BUS_ADDRESS"; cat'], {
    env: {
      ...process.env,
      XDG_DATA_HOME: dataFolder,
      // Without a display nobody is asked for its password, and the app does not wait for an answer.
      ...(isLocked ? { KEYRING_LOCKED: '1', DISPLAY: '', WAYLAND_DISPLAY: '' } : {}),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(holder, 'close')
  const lines = createInterface({ input: holder.stdout })
  const [busAddress] = await Promise.race([
    once(lines, 'line') as Promise<[string]>,
    closed.then(() => Promise.reject(new Error('The keyring did not start.'))),
  ])
  return {
    busAddress,
    async close() {
      holder.stdin.end()
      await closed
    },
  }
}
