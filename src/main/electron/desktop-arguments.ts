// Reads the desktop app's own command-line arguments, among those that Chromium takes for itself.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CallError } from '../../shared/errors.ts'

/** Opens no window, where the tray can open one. */
export const hiddenSwitch = '--hidden'

export interface DesktopArguments {
  /** Absolute; null: the config file of the data folder. */
  configFile: string | null
  /** Absolute. */
  envFile: string | null
  /** For this run, 0 for any free one; null: the port of the settings. */
  port: number | null
  isHidden: boolean
}

/**
 * `argv`: without the program's own path; the app's folder may stand in it, and is passed over.
 * @throws CallError invalid_input
 */
export function parseDesktopArguments(argv: readonly string[], workingFolder: string): DesktopArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    // Chromium's switches are not ours to judge.
    strict: false,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      'env-file': { type: 'string' },
      port: { type: 'string' },
      hidden: { type: 'boolean' },
    },
  })
  const path = (name: 'config' | 'env-file') => {
    const given = textOf(name, values[name], 'a file')
    return given === null ? null : resolve(workingFolder, given)
  }
  // As the system names the file that the app is to open.
  const opened = positionals.find((text) => /\.ya?ml$/i.test(text))
  return {
    configFile: path('config') ?? (opened === undefined ? null : resolve(workingFolder, opened)),
    envFile: path('env-file'),
    port: parsePort(textOf('port', values.port, 'a port')),
    isHidden: values.hidden === true,
  }
}

/** The config file alone, for a start while the app runs already, whose other arguments come too late. */
export function configArgument(argv: readonly string[], workingFolder: string): string | null {
  try {
    return parseDesktopArguments(argv, workingFolder).configFile
  } catch {
    // Nobody reads what is wrong with them: the one that was started again has ended.
    return null
  }
}

function textOf(name: string, value: unknown, expected: string): string | null {
  if (value === undefined) return null
  if (typeof value === 'string' && value !== '' && !value.startsWith('--')) return value
  throw new CallError('invalid_input', `--${name} needs ${expected}.`)
}

function parsePort(text: string | null): number | null {
  if (text === null) return null
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new CallError('invalid_input', '--port needs a number from 0 to 65535.')
}
