// When there is something to put back to its default.
import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../src/shared/settings.ts'

// The modules put the theme on the page when they load.
vi.hoisted(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => {} }) })
})
const { areDefaultSettings } = await import('../../../src/renderer/features/settings/reset-settings.ts')

const filter = { name: 'mine', text: 'status:5xx' }

it('the defaults need nothing, nor does what the user has made or the app remembers', () => {
  expect(areDefaultSettings(defaultSettings, false)).toBe(true)
  const traffic = { ...defaultSettings.traffic, savedFilters: [filter] }
  expect(areDefaultSettings({ ...defaultSettings, traffic, recentFiles: ['/a.yaml'] }, false)).toBe(true)
})

it.each([
  { density: 'comfortable' as const },
  { port: 4001 },
  { host: '0.0.0.0' },
  { allowedOrigins: ['https://a.example'] },
  { sendsId: false },
  { capture: { ...defaultSettings.capture, exchanges: 500 } },
  { traffic: { ...defaultSettings.traffic, paneWidth: 500 } },
])('anything else does: %j', (changes) => {
  expect(areDefaultSettings({ ...defaultSettings, ...changes }, false)).toBe(false)
})

it('so does a start at login', () => expect(areDefaultSettings(defaultSettings, true)).toBe(false))
