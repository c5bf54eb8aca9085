// The menus by platform, and what they do.
import { describe, expect, it } from 'vitest'
import { describeFailing } from '../../../src/main/electron/failing-words.ts'
import { menuTemplate } from '../../../src/main/electron/menu-template.ts'
import { trayTemplate } from '../../../src/main/electron/tray-menu.ts'
import type { ServerState } from '../../../src/shared/server.ts'

type MenuItemConstructorOptions = ReturnType<typeof menuTemplate>[number]

/** Presses an item, wherever in the menu it stands. */
function press(template: readonly MenuItemConstructorOptions[], label: string): void {
  const item = flat(template).find((each) => each.label === label)
  if (!item?.click) throw new Error(`There is no item ${label} to press.`)
  ;(item.click as () => void)()
}

function flat(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...flat((item.submenu ?? []) as MenuItemConstructorOptions[])])
}

const rolesOf = (template: readonly MenuItemConstructorOptions[]) => flat(template).flatMap(({ role }) => role ?? [])

describe('the application menu', () => {
  const pressed: string[] = []
  const actions = {
    openSettings: () => pressed.push('settings'),
    openLogs: () => pressed.push('logs'),
    copyDiagnostics: () => pressed.push('diagnostics'),
  }

  it.each(['darwin', 'win32', 'linux'] as const)('on %s has the platform’s roles and the help', (platform) => {
    const template = menuTemplate(platform, false, actions)
    const roles = rolesOf(template)
    expect(roles).toEqual(
      expect.arrayContaining(['editMenu', 'zoomIn', 'resetZoom', 'togglefullscreen', 'help', 'quit']),
    )
    pressed.length = 0
    for (const label of ['Open logs', 'Copy diagnostics', platform === 'darwin' ? 'Settings…' : 'Settings']) {
      press(template, label)
    }
    expect(pressed).toEqual(['logs', 'diagnostics', 'settings'])
  })

  it('has the app’s own menu on macOS alone, first', () => {
    const [first] = menuTemplate('darwin', false, actions)
    expect(first?.role).toBe('appMenu')
    expect(rolesOf([first as MenuItemConstructorOptions])).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit']),
    )
    expect(rolesOf(menuTemplate('linux', false, actions))).not.toContain('appMenu')
  })

  it.each(['darwin', 'win32', 'linux'] as const)('on %s has no developer tools once it is packaged', (platform) => {
    expect(rolesOf(menuTemplate(platform, true, actions))).toContain('toggleDevTools')
    const packaged = rolesOf(menuTemplate(platform, false, actions))
    expect(packaged).not.toContain('toggleDevTools')
    expect(packaged).not.toContain('reload')
    expect(packaged).not.toContain('viewMenu')
  })
})

describe('the tray’s menu', () => {
  const state: ServerState = {
    state: 'running',
    host: '127.0.0.1',
    port: 4000,
    url: 'http://127.0.0.1:4000',
    leaving: null,
    error: null,
  }
  const route = (path: string, enabled = true, methods: string[] = []) => ({ index: 0, path, methods, enabled })
  const pressed: unknown[] = []
  const actions = {
    openWindow: () => pressed.push('open'),
    quit: () => pressed.push('quit'),
    copyAddress: () => pressed.push('copy'),
    setServerOn: (isOn: boolean) => pressed.push(['server', isOn]),
    setRouteOn: ({ path }: { path: string }, isOn: boolean) => pressed.push([path, isOn]),
  }

  it('switches the server and each route to what it is not', () => {
    const template = trayTemplate(state, [route('/a'), route('/b', false, ['GET'])], actions)
    pressed.length = 0
    for (const label of ['Server', '/a', '/b GET', 'Copy address', 'Open Throughline', 'Quit Throughline']) {
      press(template, label)
    }
    expect(pressed).toEqual([['server', false], ['/a', false], ['/b', true], 'copy', 'open', 'quit'])
    expect(flat(template).filter(({ type }) => type === 'checkbox')).toMatchObject([
      { label: 'Server', checked: true },
      { label: '/a', checked: true },
      { label: '/b GET', checked: false },
    ])
  })

  it.each([
    ['running', 'Running: 127.0.0.1:4000', true, true],
    ['starting', 'Starting: 127.0.0.1:4000', true, false],
    ['stopping', 'Stopping: 127.0.0.1:4000', false, false],
    ['stopped', 'Stopped: 127.0.0.1:4000', false, true],
  ] as const)('says %s', (name, words, checked, enabled) => {
    const [first, ...others] = trayTemplate({ ...state, state: name }, [], actions)
    expect(first?.label).toBe(words)
    expect(others.find(({ label }) => label === 'Server')).toMatchObject({ checked, enabled })
  })

  it('says that the port is in use', () => {
    const error = { code: 'port_in_use', message: '', freePort: null } as const
    expect(trayTemplate({ ...state, state: 'failed', error }, [], actions)[0]?.label).toBe(
      'Port in use: 127.0.0.1:4000',
    )
  })

  it('shows as many routes as a menu can hold, and leads to the rest', () => {
    const many = Array.from({ length: 40 }, (_, n) => route(`/r${n}`))
    const template = trayTemplate(state, many, actions)
    expect(flat(template).filter(({ label }) => label?.startsWith('/r'))).toHaveLength(25)
    pressed.length = 0
    press(template, '15 more…')
    expect(pressed).toEqual(['open'])
    expect(flat(trayTemplate(state, [], actions)).map(({ label }) => label)).toContain('No routes')
  })

  it('writes an ampersand of a path as one', () => {
    expect(flat(trayTemplate(state, [route('/a&b')], actions)).map(({ label }) => label)).toContain('/a&&b')
  })
})

describe('a notification', () => {
  it.each([
    [{ status: 503 }, '3 requests in a row failed. The upstream answered 503.'],
    [
      { errorType: 'upstream_unreachable', errorCode: 'ECONNREFUSED' },
      '3 requests in a row failed. The upstream could not be reached. (ECONNREFUSED)',
    ],
    [{ errorType: 'upstream_timeout' }, '3 requests in a row failed. The upstream did not answer in time.'],
  ] as const)('of %o', (reason, words) => {
    const failing = { route: '/a', failures: 3, status: null, errorType: null, errorCode: null, ...reason }
    expect(describeFailing(failing)).toBe(words)
  })
})
