// The desktop app's own config.yaml: where it lies, and that a first start writes it and a later one leaves it.
import { readFile, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appDataFolder, ensureAppConfig } from '../../../src/main/config/app-config.ts'
import { demoConfig } from '../../../src/main/config/demo-config.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the app’s data folder', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', { XDG_CONFIG_HOME: '/xdg' }, join('/xdg', 'Throughline')],
    ['linux', { XDG_CONFIG_HOME: '' }, join(homedir(), '.config', 'Throughline')],
    ['linux', {}, join(homedir(), '.config', 'Throughline')],
    ['darwin', { XDG_CONFIG_HOME: '/xdg' }, join(homedir(), 'Library', 'Application Support', 'Throughline')],
    ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Throughline')],
    ['win32', {}, join(homedir(), 'AppData', 'Roaming', 'Throughline')],
  ])('on %s with %j', (platform, environment, folder) => {
    expect(appDataFolder(environment, platform)).toBe(folder)
  })
})

describe('the app’s config', () => {
  it('is the demo at first, for its owner alone', async () => {
    const folder = join(await temporaryFolder(), 'not', 'there', 'yet')
    const path = await ensureAppConfig(folder)
    expect(path).toBe(join(folder, 'config.yaml'))
    expect(await readFile(path, 'utf8')).toBe(demoConfig)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is left as it is from then on', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'config.yaml'), '# mine\n')
    expect(await readFile(await ensureAppConfig(folder), 'utf8')).toBe('# mine\n')
  })

  it('that cannot be written is an error with its name', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    const below = join(folder, 'file', 'Throughline')
    await expect(ensureAppConfig(below)).rejects.toMatchObject({
      code: 'file_error',
      message: `Could not write ${join(below, 'config.yaml')}: ENOTDIR.`,
    })
  })
})
