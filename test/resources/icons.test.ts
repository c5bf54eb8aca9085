// The app's icons as they are committed: every size, in each of the systems' containers.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const resources = join(import.meta.dirname, '../../resources')

/** Width and height, from a PNG's first chunk. @throws where it is no PNG */
function pngSize(png: Buffer): [width: number, height: number] {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

it('there is a PNG of each size', async () => {
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
  const names = sizes.map((size) => `${size}x${size}.png`)
  expect((await readdir(join(resources, 'icons'))).sort()).toEqual(names.sort())
  for (const size of sizes) {
    expect(pngSize(await readFile(join(resources, `icons/${size}x${size}.png`)))).toEqual([size, size])
  }
})

it('Windows’ container holds the sizes up to 256, each where its entry says', async () => {
  const file = await readFile(join(resources, 'icon.ico'))
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
  const entries = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = file.subarray(6 + 16 * index, 22 + 16 * index)
    const start = entry.readUInt32LE(12)
    return { size: entry.readUInt8(0) || 256, start, end: start + entry.readUInt32LE(8) }
  })
  expect(entries.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256])
  for (const { size, start, end } of entries) expect(pngSize(file.subarray(start, end))).toEqual([size, size])
  expect(entries.at(-1)?.end).toBe(file.length)
})

it('macOS’s container holds 32 to 1024 pixels, by the types that stand for them', async () => {
  const file = await readFile(join(resources, 'icon.icns'))
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length])
  const sizes: Record<string, number> = {}
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const [width, height] = pngSize(file.subarray(at + 8))
    expect(width).toBe(height)
    sizes[file.toString('latin1', at, at + 4)] = width
  }
  expect(sizes).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 })
})
