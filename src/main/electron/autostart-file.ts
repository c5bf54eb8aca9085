// Starts a program at login on Linux: its entry in the user's autostart folder (freedesktop.org's autostart).
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface AutostartFile {
  /** Whether the desktop would start it: the user may have switched it off there. */
  isOn(): Promise<boolean>
  /** @param command the program's absolute path and its arguments; null removes the entry */
  write(command: readonly string[] | null): Promise<void>
}

/** XDG_CONFIG_HOME, unless it is unset or relative (it must be ignored then), else ~/.config. */
export function autostartFolder(environment: Readonly<Record<string, string | undefined>>, home: string): string {
  const given = environment.XDG_CONFIG_HOME
  return join(given?.startsWith('/') ? given : join(home, '.config'), 'autostart')
}

export function createAutostartFile(folder: string): AutostartFile {
  const path = join(folder, 'throughline.desktop')
  return {
    async isOn() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
        throw error
      })
      if (text === null) return false
      // The two ways in which desktops switch an entry off without removing it.
      return !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(text)
    },
    async write(command) {
      if (command === null) return rm(path, { force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = `${path}.new`
      await writeFile(unfinished, desktopEntry(command))
      await rename(unfinished, path)
    },
  }
}

function desktopEntry(command: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=Throughline
Comment=Gateway for AI and web APIs with a live traffic inspector
Exec=${command.map(quoted).join(' ')}
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

/** Quoted once as an argument of Exec and once as a string of the file, which halves the backslashes again. */
function quoted(argument: string): string {
  const escaped = argument
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
  return `"${escaped}"`
}
