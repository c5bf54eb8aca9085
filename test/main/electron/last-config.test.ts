// Which config file the app starts with: a named one, the last one, or its own where that is gone.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openLastConfig } from '../../../src/main/electron/last-config.ts'
import { openSettingsStore } from '../../../src/main/electron/settings-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// Outside Electron its package only tells where the program is; electron-store needs nothing of it here.
vi.hoisted(() => vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '.'))

async function folders() {
  const dataFolder = await temporaryFolder()
  const last = join(await temporaryFolder(), 'last.yaml')
  await writeFile(last, 'general_settings: {}\n')
  const settings = openSettingsStore(dataFolder)
  const open = async (given: string | null = null) => {
    const opened = await openLastConfig({ given, dataFolder, settings, environment: {} })
    onTestFinished(() => opened.config.close())
    return { path: opened.config.path, problem: opened.problem }
  }
  return { own: join(dataFolder, 'config.yaml'), last, settings, open }
}

it('is the app’s own at first, and then the last one', async () => {
  const { own, last, settings, open } = await folders()
  expect(await open()).toEqual({ path: own, problem: null })
  settings.update({ recentFiles: [last, own] })
  expect(await open()).toEqual({ path: last, problem: null })
})

it('is the one that is named, which is not remembered', async () => {
  const { own, last, settings, open } = await folders()
  settings.update({ recentFiles: [own] })
  expect(await open(last)).toEqual({ path: last, problem: null })
  expect(settings.current.recentFiles).toEqual([own])
  await rm(last)
  await expect(open(last)).rejects.toThrow('no such file')
})

it('is the app’s own where the last one is gone, which is said once', async () => {
  const { own, last, settings, open } = await folders()
  settings.update({ recentFiles: [last, own] })
  await rm(last)
  expect(await open()).toEqual({
    path: own,
    problem: {
      message: 'last.yaml could not be opened',
      detail: `Could not read ${last}: no such file (ENOENT). The app's own file is open instead.`,
    },
  })
  expect(settings.current.recentFiles).toEqual([own, last])
  expect((await open()).problem).toBeNull()
})
