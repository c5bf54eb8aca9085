// Which config file the app starts with: a named one, the last one, or its own where that is gone.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Store from 'conf'
import { expect, it, onTestFinished } from 'vitest'
import { openLastConfig } from '../../../src/main/electron/last-config.ts'
import { openSettingsStore } from '../../../src/main/settings/settings-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function folders() {
  const dataFolder = await temporaryFolder()
  const last = join(await temporaryFolder(), 'last.yaml')
  await writeFile(last, 'general_settings: {}\n')
  const settings = openSettingsStore({ folder: dataFolder, Store })
  const open = async (given: string | null = null) => {
    const opened = await openLastConfig({ given, dataFolder, settings, environment: {} })
    onTestFinished(() => opened.config.close())
    return { path: opened.config.path, problem: opened.problem }
  }
  return { own: join(dataFolder, 'config.yaml'), last, dataFolder, settings, open }
}

it('is the app’s own at first, and then the last one', async () => {
  const { own, last, settings, open } = await folders()
  expect(await open()).toEqual({ path: own, problem: null })
  settings.update({ recentFiles: [last, own] })
  expect(await open()).toEqual({ path: last, problem: null })
})

it('is the one that is named, which is the last one from then on', async () => {
  const { own, last, settings, open } = await folders()
  settings.update({ recentFiles: ['/other.yaml', own] })
  expect(await open(last)).toEqual({ path: last, problem: null })
  expect(settings.current.recentFiles).toEqual([last, '/other.yaml', own])
  expect(await open()).toEqual({ path: last, problem: null })
})

it('is not remembered where it could not be opened', async () => {
  const { own, last, settings, open } = await folders()
  settings.update({ recentFiles: [own] })
  await rm(last)
  await expect(open(last)).rejects.toThrow('no such file')
  expect(settings.current.recentFiles).toEqual([own])
})

it('leaves a way back to the app’s own, where there is one', async () => {
  const { own, last, settings, open } = await folders()
  await open(last)
  expect(settings.current.recentFiles).toEqual([last])
  settings.update({ recentFiles: [] })
  await open()
  await open(last)
  expect(settings.current.recentFiles).toEqual([last, own])
})

it('is opened though it cannot be remembered', async () => {
  const { last, dataFolder, settings, open } = await folders()
  await rm(dataFolder, { recursive: true })
  await writeFile(dataFolder, 'no folder any more')
  expect(await open(last)).toEqual({ path: last, problem: null })
  expect(settings.current.recentFiles).not.toContain(last)
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
