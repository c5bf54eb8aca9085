// Writes what helps to find a fault, for a person to pass on: versions, counts and the last errors. It holds no secret,
// no path of a route, no host of a target and no name of the user.

import { isLoopback } from '../../shared/loopback.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import type { Services } from '../api/services.ts'
import { redact } from './redact.ts'

export interface DiagnosticsOptions {
  services: Pick<Services, 'app' | 'server' | 'config' | 'recorder' | 'secrets' | 'settings'>
  /** Such as `Electron` and `33.4.11`. */
  versions: readonly (readonly [name: string, version: string])[]
  /** Such as `linux x64 6.1.0`. */
  system: string
  /** Seconds since the start. */
  uptime: number
  lastErrors: readonly string[]
  /** Whatever else must not stand in it: the user's home folder among it. */
  home: string
}

/** What may be told with its value; of any other setting only that it is not the default. */
const tellable = new Set(['theme', 'density', 'port', 'sendsId', 'staysInTray', 'startsHidden', 'notifiesFailures'])

/** The user's own work or the app's memory, and no setting that makes a difference. */
const left = new Set(['recentFiles', 'traffic'])

export function writeDiagnostics(options: DiagnosticsOptions): string {
  const { services, versions, system, uptime, lastErrors, home } = options
  const { app, server, config, recorder, secrets, settings } = services
  const { state, port, host, error } = server.state
  const count = <Item>(list: readonly Item[], test: (item: Item) => boolean) => list.filter(test).length
  const { routes } = config.config
  const recording = recorder.state
  const kept = secrets.list()
  const lines = [
    `Throughline ${app.version}`,
    ...versions.map(([name, version]) => `${name} ${version}`),
    system,
    `Running for ${Math.round(uptime)} s`,
    `Server: ${state}, port ${port}, ${isLoopback(host) ? 'loopback' : 'not loopback'}${error ? `, ${error.code}` : ''}`,
    `Routes: ${routes.length}, ${count(routes, ({ enabled }) => enabled)} on, ${count(routes, ({ auth }) => auth)} with auth`,
    `Config: ${count(config.problems, ({ severity }) => severity === 'error')} errors, ${count(config.problems, ({ severity }) => severity === 'warning')} warnings, ${config.state.isDirty ? 'not saved' : 'saved'}, on disk: ${config.state.disk}`,
    `Secrets: ${kept.length}, ${count(kept, ({ source }) => source === 'unreadable')} unreadable; keychain ${secrets.keychain.available ? 'available' : 'not available'}`,
    `Exchanges: ${recording.exchanges}, ${recording.pinned} pinned, ${recording.isPaused ? 'paused' : 'recording'}${recording.problem ? `, ${recording.problem}` : ''}`,
    `Settings that are not default: ${changedSettings(settings.current).join(', ') || 'none'}`,
    lastErrors.length === 0 ? 'Errors since the start: none' : 'Last errors:',
    ...lastErrors.map((line) => redact(withoutPlaces(line, home, hostsOf(services)))),
  ]
  return `${lines.join('\n')}\n`
}

function changedSettings(settings: Settings): string[] {
  return flatten(settings).flatMap(([name, value]) => {
    const [top = ''] = name.split('.')
    if (left.has(top)) return []
    const before = new Map(flatten(defaultSettings)).get(name)
    if (JSON.stringify(before) === JSON.stringify(value)) return []
    return [tellable.has(top) || top === 'capture' ? `${name} ${String(value)}` : name]
  })
}

function flatten(settings: object, prefix = ''): [name: string, value: unknown][] {
  return Object.entries(settings).flatMap(([key, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value]],
  )
}

/** Hosts of targets as the file names them. */
function hostsOf({ config }: Pick<Services, 'config'>): string[] {
  const hosts = config.config.routes.map(({ target }) => /^\w+:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(target.source)?.[1])
  return hosts.filter((host) => host !== undefined && host.length > 3) as string[]
}

function withoutPlaces(line: string, home: string, hosts: readonly string[]): string {
  const known = hosts.reduce((text, host) => text.replaceAll(host, '…'), line)
  return known
    .replaceAll(home, '~')
    .replace(/\b((?:https?|wss?):\/\/)(?!127\.|localhost|\[::1\])[^\s/:"']+/gi, '$1…')
    .replace(/\b((?:getaddrinfo|connect|read|write) E[A-Z_]+) \S+/g, '$1 …')
}
