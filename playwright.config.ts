// End-to-end tests: the built app in a real Electron, and served to a browser. `npm run test:e2e` prepares what they need.
import { defineConfig } from '@playwright/test'
import type { HostOption } from './test/e2e/support/fixtures.ts'

/** What is the same on both hosts; a test among them that needs the desktop has the tag. */
const onBothHosts = [
  'config-conflict',
  'first-run',
  'inspector',
  'keyboard-routes',
  'keyboard-settings',
  'route-editor',
  'routes-mends',
  'routes',
  'server',
  'settings-server',
  'settings',
  'traffic-action-keys',
  'traffic-keeps',
  'traffic-keys',
  'traffic-list',
  'traffic',
  'yaml-help',
  'yaml-problems',
  'yaml-view',
].map((name) => `**/${name}.spec.ts`)

const inBrowser = '**/browser*.spec.ts'

export default defineConfig<HostOption>({
  testDir: 'test/e2e',
  outputDir: 'test-results/electron',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/electron.json' }]],
  projects: [
    { name: 'desktop', testIgnore: inBrowser },
    { name: 'browser', testMatch: [inBrowser, ...onBothHosts], grepInvert: /@desktop/, use: { host: 'browser' } },
  ],
})
