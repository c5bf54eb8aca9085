// Starting at login on Linux, the tray's host, and who has a port: as the system says them.
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { autostartFolder, createAutostartFile } from '../../../src/main/electron/autostart-file.ts'
import { drawBrand } from '../../../src/main/electron/brand-bitmap.ts'
import { hasTrayHost } from '../../../src/main/electron/tray-host.ts'
import { createPortOwnerFinder } from '../../../src/main/gateway/port-owner.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the autostart entry', () => {
  it('is written, read back and removed', async () => {
    const folder = join(await temporaryFolder(), 'autostart')
    const file = createAutostartFile(folder)
    expect(await file.isOn()).toBe(false)
    await file.write(['/opt/Throughline/throughline', '--hidden'])
    expect(await file.isOn()).toBe(true)
    expect(await readdir(folder)).toEqual(['throughline.desktop'])
    expect(await readFile(join(folder, 'throughline.desktop'), 'utf8')).toContain(
      'Exec="/opt/Throughline/throughline" "--hidden"\n',
    )
    await file.write(null)
    await file.write(null)
    expect(await readdir(folder)).toEqual([])
    expect(await file.isOn()).toBe(false)
  })

  it('quotes what a shell or the format would take for its own', async () => {
    const folder = await temporaryFolder()
    await createAutostartFile(folder).write(['/opt/a "b" $c `d` \\e 100%'])
    const text = await readFile(join(folder, 'throughline.desktop'), 'utf8')
    expect(text).toContain('Exec="/opt/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` \\\\\\\\e 100%%"\n')
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off where the desktop says %s', async (line) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'throughline.desktop'), `[Desktop Entry]\nType=Application\n${line}\n`)
    expect(await createAutostartFile(folder).isOn()).toBe(false)
  })

  it('stands where the desktop looks', () => {
    expect(autostartFolder({ XDG_CONFIG_HOME: '/etc/me' }, '/home/me')).toBe('/etc/me/autostart')
    expect(autostartFolder({ XDG_CONFIG_HOME: 'relative' }, '/home/me')).toBe('/home/me/.config/autostart')
    expect(autostartFolder({}, '/home/me')).toBe('/home/me/.config/autostart')
  })

  it('fails where its folder cannot be made', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'other'))
    await expect(createAutostartFile(join(folder, 'file', 'autostart')).write(['/a'])).rejects.toThrow(/ENOTDIR|EEXIST/)
  })
})

describe('the tray', () => {
  it('has no host where no session bus answers', async () => {
    expect(await hasTrayHost('linux', { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })).toBe(false)
  })

  it.skipIf(process.platform === 'win32').each([
    ['(true,)', true],
    ['(false,)', false],
  ])('has one where the session bus says %s (a script in the place of gdbus)', async (answer, expected) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'gdbus'), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 })
    expect(await hasTrayHost('linux', { PATH: folder })).toBe(expected)
  })

  it('has none where no command can ask', async () => {
    expect(await hasTrayHost('linux', { PATH: '/nowhere' })).toBe(false)
  })

  it('always has one on macOS and Windows', async () => {
    expect(await hasTrayHost('darwin', {})).toBe(true)
    expect(await hasTrayHost('win32', {})).toBe(true)
  })
})

describe('the mark', () => {
  const at = (pixels: Buffer, size: number, x: number, y: number) => [
    ...pixels.subarray((y * size + x) * 4).subarray(0, 4),
  ]

  it('is black alone as a template', () => {
    const pixels = drawBrand(32, 'template')
    expect(pixels.length).toBe(32 * 32 * 4)
    expect(at(pixels, 32, 16, 16)).toEqual([0, 0, 0, 255])
    expect(at(pixels, 32, 0, 0)).toEqual([0, 0, 0, 0])
  })

  it('is white on a blue tile with round corners', () => {
    const pixels = drawBrand(32, 'tile')
    expect(at(pixels, 32, 16, 16)).toEqual([255, 255, 255, 255])
    expect(at(pixels, 32, 16, 2)).toEqual([0xd7, 0x5b, 0x2a, 255])
    expect(at(pixels, 32, 0, 0)).toEqual([0, 0, 0, 0])
  })
})

describe('the owner of a port', () => {
  it.skipIf(process.platform !== 'linux')(
    'is this program, by the name that the system gives it (Linux only)',
    async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
      const { port } = server.address() as AddressInfo
      const name = execFileSync('cat', [`/proc/${process.pid}/comm`], { encoding: 'utf8' }).trim()
      expect(await createPortOwnerFinder('linux')(port)).toBe(name)
    },
  )

  it('is not known where the system has no such command', async () => {
    expect(await createPortOwnerFinder('aix')(80)).toBeNull()
    expect(await createPortOwnerFinder('win32')(1)).toBeNull()
  })
})
