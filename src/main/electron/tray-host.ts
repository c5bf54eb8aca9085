// Whether anything shows tray icons: on Linux that depends on the desktop, and may change while the app runs.
import { execFile } from 'node:child_process'

/** The commands that can ask the session bus, of which a desktop has at least one. */
const questions: readonly (readonly [string, ...string[]])[] = [
  [
    'gdbus',
    ...['call', '--session', '--timeout', '2', '--dest', 'org.freedesktop.DBus'],
    ...['--object-path', '/org/freedesktop/DBus', '--method', 'org.freedesktop.DBus.NameHasOwner'],
    'org.kde.StatusNotifierWatcher',
  ],
  [
    'dbus-send',
    ...['--session', '--print-reply', '--reply-timeout=2000', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
    ...['org.freedesktop.DBus.NameHasOwner', 'string:org.kde.StatusNotifierWatcher'],
  ],
]

/**
 * False where nobody can tell: a window that is closed for good is better than one that nobody can find again.
 * @param environment where the session bus is named
 */
export async function hasTrayHost(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (platform !== 'linux') return true
  for (const [command, ...args] of questions) {
    const answer = await ask(command, args, environment)
    if (answer !== null) return /\btrue\b/.test(answer)
  }
  return false
}

/** null where there is no such command, or it got no answer. */
function ask(command: string, args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  return new Promise<string | null>((resolve) => {
    const options = { env: { ...environment }, timeout: 3_000 }
    execFile(command, args, options, (error, stdout) => resolve(error ? null : stdout))
  })
}
