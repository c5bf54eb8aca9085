// Where the window goes: where it stood, if it can be taken hold of there.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Store from 'conf'
import { describe, expect, it } from 'vitest'
import { openWindowMemory, placeWindow } from '../../../src/main/electron/window-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const screen = { x: 0, y: 25, width: 1920, height: 1055 }
const left = { x: -1600, y: 0, width: 1600, height: 900 }
const at = (x: number, y: number, width = 1000, height = 700) => ({
  place: { x, y, width, height },
  isMaximized: false,
})

describe('the window', () => {
  it('comes in its first size, in the middle, when there was none before', () => {
    expect(placeWindow({ place: null, isMaximized: false }, [screen])).toEqual({ width: 1280, height: 800 })
  })

  it.each([
    ['on the screen', at(100, 100), [screen]],
    ['on the second screen', at(-1500, 50), [screen, left]],
    ['over two screens', at(-500, 50), [screen, left]],
    ['partly beyond the edge', at(1700, 400), [screen]],
  ])('goes back where it stood: %s', (_what, state, screens) => {
    expect(placeWindow(state, screens)).toEqual(state.place)
  })

  it.each([
    ['its screen is gone', at(-1500, 50), [screen]],
    ['only a sliver of it would be seen', at(1900, 100), [screen]],
    ['its title bar would be above the screen', at(100, -10), [screen]],
    ['its title bar would be below the screen', at(100, 1075), [screen]],
    ['there is no screen', at(100, 100), []],
  ])('comes to the middle in its size where %s', (_what, state, screens) => {
    expect(placeWindow(state, screens)).toEqual({ width: 1000, height: 700 })
  })

  it('is no larger than a screen that it was not on, and never smaller than it can be', () => {
    expect(placeWindow(at(-9000, 0, 4000, 3000), [screen])).toEqual({ width: 1920, height: 1055 })
    expect(placeWindow(at(100, 100, 10, 10), [screen])).toEqual({ x: 100, y: 100, width: 960, height: 600 })
  })
})

describe('its memory', () => {
  it('begins with nothing, and is found again', async () => {
    const folder = await temporaryFolder()
    const errors: unknown[] = []
    expect(openWindowMemory({ folder, Store }, (error) => errors.push(error)).state).toEqual({
      place: null,
      isMaximized: false,
    })
    await writeFile(join(folder, 'window.json'), JSON.stringify({ ...at(1, 2), isMaximized: true }))
    const { state } = openWindowMemory({ folder, Store }, (error) => errors.push(error))
    expect(state).toEqual({ ...at(1, 2), isMaximized: true })
    expect(errors).toEqual([])
  })

  it.each(['{"place": "here"}', '{', '[]'])('that is damaged, %s, costs the place and nothing else', async (text) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'window.json'), text)
    const { state } = openWindowMemory({ folder, Store }, () => {})
    expect(state).toEqual({ place: null, isMaximized: false })
  })

  it('that cannot be read is told of, and the window opens', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    const errors: unknown[] = []
    const memory = openWindowMemory({ folder: join(folder, 'file', 'below'), Store }, (error) => errors.push(error))
    expect(memory.state.place).toBeNull()
    expect(errors).toHaveLength(1)
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('')
  })
})
