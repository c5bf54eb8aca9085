// Which commands open an address in the system's browser: none that would take the terminal, or read the address as more.
import { expect, it } from 'vitest'
import { openersFor } from '../../../src/main/web/open-in-browser.ts'

const windows = ['rundll32.exe', 'url.dll,FileProtocolHandler']

it.each<[NodeJS.Platform, Record<string, string>, boolean, string[][]]>([
  ['darwin', {}, false, [['open']]],
  ['win32', {}, false, [windows]],
  ['linux', { DISPLAY: ':0' }, false, [['xdg-open']]],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, false, [['xdg-open']]],
  ['linux', {}, false, []],
  ['linux', {}, true, [['wslview'], windows]],
  ['linux', { DISPLAY: ':0' }, true, [['wslview'], windows, ['xdg-open']]],
])('on %s with %j, WSL: %s', (platform, environment, isWsl, openers) => {
  expect(openersFor(platform, environment, isWsl)).toEqual(openers)
})
