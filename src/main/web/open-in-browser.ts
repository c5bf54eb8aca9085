// Opens an address in the system's browser.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Milliseconds after which an opener that still runs counts as one that works: some stay as long as the browser. */
const patience = 3_000

/** Whether something took it. */
export async function openInBrowser(url: string): Promise<boolean> {
  for (const [program, ...rest] of openersFor(process.platform, process.env)) {
    if (program !== undefined && (await run(program, [...rest, url]))) return true
  }
  return false
}

/** The commands that can, in the order in which they are tried; the address follows. */
export function openersFor(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  isWsl = existsSync('/proc/sys/fs/binfmt_misc/WSLInterop'),
): string[][] {
  if (platform === 'darwin') return [['open']]
  // `start` would read an & of the address as the end of its command.
  if (platform === 'win32') return [['rundll32.exe', 'url.dll,FileProtocolHandler']]
  const onWindows = isWsl ? [['wslview'], ['rundll32.exe', 'url.dll,FileProtocolHandler']] : []
  // Without a display it would open a browser in this very terminal.
  const hasDisplay = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
  return [...onWindows, ...(hasDisplay ? [['xdg-open']] : [])]
}

function run(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    child.unref()
    const timer = setTimeout(() => resolve(true), patience)
    timer.unref()
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
}
