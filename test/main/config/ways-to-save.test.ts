// However a program saves, swaps or deletes the config.yaml: it is noticed within 300 ms, and as it ends up.
import { mkdir, open, rename, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConfigDocument } from '../../../src/main/config/config-document.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { becomes, configWith, has, openPath, openText } from './open-config.ts'

/** Of three: the machine may pause once. */
function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[1] as number
}

/** Brings the text to where the path leads. */
type Save = (path: string, text: string) => Promise<void>

const renameOver: Save = async (path, text) => {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

/** First nothing, then one half, then the other. */
const truncateAndWrite: Save = async (path, text) => {
  const file = await open(path, 'w')
  try {
    const half = text.lastIndexOf('    - path')
    await file.write(text.slice(0, half))
    await file.sync()
    await file.write(text.slice(half))
  } finally {
    await file.close()
  }
}

const swapLink = async (path: string, target: string) => {
  await symlink(target, `${path}.new`)
  await rename(`${path}.new`, path)
}

const plainSaves: [string, Save][] = [
  ['written in place', (path, text) => writeFile(path, text)],
  ['truncated and written in two halves', truncateAndWrite],
  ['replaced by a rename', renameOver],
  [
    'deleted and created',
    async (path, text) => {
      await unlink(path)
      await writeFile(path, text)
    },
  ],
  [
    'moved away and created',
    async (path, text) => {
      await rename(path, `${path}~`)
      await writeFile(path, text)
      await unlink(`${path}~`)
    },
  ],
  [
    'saved three times at once',
    async (path, text) => {
      await renameOver(path, configWith(7))
      await unlink(path)
      await writeFile(path, configWith(8))
      await renameOver(path, text)
    },
  ],
]

async function timesOf(save: Save): Promise<number[]> {
  const { file, path } = await openText(configWith(1))
  const times: number[] = []
  for (const routes of [2, 3, 4]) {
    const read = becomes(file, has(routes))
    await save(path, configWith(routes))
    times.push(await read)
  }
  return times
}

it('a save is noticed, in whatever steps it is made', async () => {
  const all = await Promise.all(
    plainSaves.map(async ([name, save]) => ({ name, milliseconds: middle(await timesOf(save)) })),
  )
  expect(all.filter(({ milliseconds }) => milliseconds >= 300)).toEqual([])
})

describe('a link that is', () => {
  it('swapped for one to another file', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'config.yaml')
    for (const routes of [1, 2, 3, 4]) await writeFile(join(folder, `${routes}.yaml`), configWith(routes))
    await symlink('1.yaml', path)
    const file = await openPath(path)
    const times: number[] = []
    for (const routes of [2, 3, 4]) {
      const read = becomes(file, has(routes))
      await swapLink(path, `${routes}.yaml`)
      times.push(await read)
    }
    expect(middle(times)).toBeLessThan(300)
  })

  it('on the way to the file, as in a Kubernetes volume', async () => {
    const folder = await temporaryFolder()
    for (const routes of [1, 2, 3, 4]) {
      await mkdir(join(folder, `..v${routes}`))
      await writeFile(join(folder, `..v${routes}`, 'config.yaml'), configWith(routes))
    }
    await symlink('..v1', join(folder, '..data'))
    await symlink('..data/config.yaml', join(folder, 'config.yaml'))
    const file = await openPath(join(folder, 'config.yaml'))
    const times: number[] = []
    for (const routes of [2, 3, 4]) {
      const read = becomes(file, has(routes))
      await swapLink(join(folder, '..data'), `..v${routes}`)
      times.push(await read)
    }
    expect(middle(times)).toBeLessThan(300)
  })
})

describe('a file that is deleted', () => {
  const isGone = ({ state }: ConfigDocument) => state.disk === 'deleted'
  const isBack = ({ state, problems }: ConfigDocument) => state.disk === 'same' && problems.length === 0

  it('twice in a row is gone, and its routes are still served', async () => {
    const { file, path } = await openText(configWith(2))
    const times: number[] = []
    for (let round = 0; round < 3; round++) {
      const gone = becomes(file, isGone)
      await unlink(path)
      await writeFile(path, configWith(9))
      await unlink(path)
      times.push(await gone)
      expect(file.running.routes).toHaveLength(2)
      const back = becomes(file, isBack)
      await writeFile(path, configWith(2))
      await back
    }
    expect(middle(times)).toBeLessThan(300)
  })

  it('and created twice in a row is as it was created last', async () => {
    const { file, path } = await openText(configWith(1))
    const times: number[] = []
    for (const routes of [2, 3, 4]) {
      const read = becomes(file, has(routes))
      for (const text of [configWith(9), configWith(routes)]) {
        await unlink(path)
        await writeFile(path, text)
      }
      times.push(await read)
    }
    expect(middle(times)).toBeLessThan(300)
    expect(file.state.disk).toBe('same')
  })

  it('with its folder, which another one takes the place of', async () => {
    const { file, path, folder } = await openText(configWith(1))
    const other = await temporaryFolder()
    await writeFile(join(other, 'config.yaml'), configWith(3))
    const read = becomes(file, has(3))
    await rename(folder, join(await temporaryFolder(), 'old'))
    await rename(other, folder)
    await read
    const again = becomes(file, has(4))
    await renameOver(path, configWith(4))
    await again
  })
})
