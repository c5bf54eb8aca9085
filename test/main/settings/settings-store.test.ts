// settings.json on disk: what is kept, what an older or newer app wrote, and what is damaged.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Store from 'conf'
import { describe, expect, it } from 'vitest'
import { openSettingsStore } from '../../../src/main/settings/settings-store.ts'
import { migrateSettings, readableSettings } from '../../../src/main/settings/settings-versions.ts'
import { defaultSettings, hostSchema, settingsSchema } from '../../../src/shared/settings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function folderWith(content: unknown) {
  const folder = await temporaryFolder()
  const file = join(folder, 'settings.json')
  if (content !== undefined) await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  const read = async () => JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  return { folder, read }
}

describe('the store', () => {
  it('has the defaults without a file, and keeps what changes', async () => {
    const { folder, read } = await folderWith(undefined)
    const store = openSettingsStore({ folder, Store })
    expect(store.current).toEqual(defaultSettings)
    store.update({ density: 'comfortable', allowedOrigins: ['https://a.example'] })
    expect(await read()).toMatchObject({ density: 'comfortable', allowedOrigins: ['https://a.example'] })
    expect(openSettingsStore({ folder, Store }).current).toEqual({
      ...defaultSettings,
      density: 'comfortable',
      allowedOrigins: ['https://a.example'],
    })
  })

  it.each([
    ['cut off', '{"theme": "da'],
    ['a list', []],
    ['an impossible value', { port: 'many' }],
    ['no origin', { allowedOrigins: ['https://a.example/path'] }],
  ])('sets a damaged file aside: %s', async (_name, content) => {
    const { folder } = await folderWith(content)
    const store = openSettingsStore({ folder, Store })
    expect(store.setAside).toBe(join(folder, 'settings.damaged-1.json'))
    expect(store.current).toEqual(defaultSettings)
    const kept = await readFile(join(folder, 'settings.damaged-1.json'), 'utf8')
    expect(kept).toBe(typeof content === 'string' ? content : JSON.stringify(content))
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toHaveLength(1)
  })

  it('keeps keys that it does not know, inside objects that it changes too', async () => {
    const { folder, read } = await folderWith({
      theme: 'dark',
      later: { a: 1 },
      capture: { exchanges: 500, laterLimit: 7 },
    })
    const store = openSettingsStore({ folder, Store })
    expect(store.current).toMatchObject({ theme: 'dark', capture: { exchanges: 500 } })
    store.update({ theme: 'light', capture: { ...store.current.capture, exchanges: 600 } })
    expect(await read()).toMatchObject({
      theme: 'light',
      later: { a: 1 },
      capture: { exchanges: 600, laterLimit: 7 },
    })
  })

  it('reads of a newer app’s file what it can, and leaves the rest there', async () => {
    const content = { version: 9, theme: 'contrast', port: 4100, density: 'comfortable', later: true }
    const { folder, read } = await folderWith(content)
    const store = openSettingsStore({ folder, Store })
    expect(store.setAside).toBeNull()
    expect(store.current).toMatchObject({ theme: 'system', port: 4100, density: 'comfortable' })
    store.update({ density: 'compact' })
    expect(await read()).toEqual({ ...content, density: 'compact' })
  })
})

describe('migrations', () => {
  const steps = [
    ({ look, ...rest }: Record<string, unknown>) => ({ ...rest, theme: look }),
    (stored: Record<string, unknown>) => ({ ...stored, density: 'comfortable' }),
  ]

  it('run from the file’s version on, and say the new one', () => {
    expect(migrateSettings({ look: 'dark', later: 1 }, steps)).toEqual({
      theme: 'dark',
      density: 'comfortable',
      later: 1,
      version: 3,
    })
    expect(migrateSettings({ version: 2, theme: 'dark' }, steps)).toEqual({
      version: 3,
      theme: 'dark',
      density: 'comfortable',
    })
  })

  it('leave a file of today and a newer one as they are', () => {
    for (const stored of [
      { version: 3, theme: 'dark' },
      { version: 8, theme: 'contrast' },
    ]) {
      expect(migrateSettings(stored, steps)).toBe(stored)
    }
  })

  it('do not hide damage in a file of this version', () => {
    expect(readableSettings({ version: 3, theme: 'contrast' }, steps)).toEqual({ version: 3, theme: 'contrast' })
    expect(readableSettings({ version: 4, theme: 'contrast', port: 1, toString: 2 }, steps)).toEqual({ port: 1 })
  })
})

describe('the schema', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1%eth0',
    'localhost',
    'my-computer.local',
    '::ffff:127.0.0.1',
  ])('takes %s as a host', (host) => expect(hostSchema.safeParse(host).success).toBe(true))
  it.each([
    '',
    'a/b',
    '[::1]',
    '127.0.0.1:80',
    'user@host',
    'a b',
    'http://a',
    '-a',
    'a?b',
  ])('refuses %j as a host', (host) => expect(hostSchema.safeParse(host).success).toBe(false))
  it('takes only whole origins', () => {
    const take = (origin: string) => settingsSchema.safeParse({ allowedOrigins: [origin] }).success
    expect(['http://localhost:3000', 'chrome-extension://abc'].map(take)).toEqual([true, true])
    expect(['*', 'null', 'https://a.example/', 'a.example', 'https://A.example'].map(take)).toEqual(
      Array(5).fill(false),
    )
  })
})
