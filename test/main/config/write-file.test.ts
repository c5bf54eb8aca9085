// Replacing a file at once: a reader, or a program that dies, sees the old text or the new one, never a part.
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { writeFileAtomically } from '../../../src/main/config/write-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { buildSaver } from './saver.ts'

it('makes a new file that only its owner may read', async () => {
  const path = join(await temporaryFolder(), 'new.yaml')
  await writeFileAtomically(path, 'text')
  expect(await readFile(path, 'utf8')).toBe('text')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

it('refuses to replace what it did not expect, and leaves nothing behind', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'config.yaml')
  await writeFile(path, 'theirs')
  await expect(writeFileAtomically(path, 'mine', 'what I read')).rejects.toMatchObject({
    code: 'conflict',
    message: 'config.yaml was changed by another program meanwhile.',
  })
  expect(await readFile(path, 'utf8')).toBe('theirs')
  expect(await readdir(folder)).toEqual(['config.yaml'])
  await writeFileAtomically(path, 'mine', 'theirs')
  expect(await readFile(path, 'utf8')).toBe('mine')
})

it('never shows a part to a reader', async () => {
  const path = join(await temporaryFolder(), 'config.yaml')
  const texts = ['a', 'b'].map((letter) => letter.repeat(2_000_000))
  await writeFile(path, texts[0] as string)
  let isOver = false
  const writing = async () => {
    for (let i = 1; i <= 20; i++) await writeFileAtomically(path, texts[i % 2] as string)
    isOver = true
  }
  const reading = async () => {
    let read = 0
    for (; !isOver; read++) expect(texts).toContain(await readFile(path, 'utf8'))
    return read
  }
  const [read] = await Promise.all([reading(), writing()])
  expect(read).toBeGreaterThan(0)
})

/** So many that writing them takes its time. */
const lines = 5000

it('leaves a whole file behind when the program is killed, 200 times', async () => {
  const startSaver = await buildSaver(await temporaryFolder())
  const lane = async (lane: number) => {
    const folder = await temporaryFolder()
    const path = join(folder, 'config.yaml')
    await writeFile(path, '# 0\n'.repeat(lines))
    let number = 0
    let saves = 0
    for (let kill = 0; kill < 50; kill++) {
      const child = startSaver(path, number, lines)
      const closed = once(child, 'close')
      const isSaving = once(child.stdout as Readable, 'data')
      child.stdout?.on('data', (dots: Buffer) => {
        saves += dots.length
      })
      await isSaving
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 15)
      expect(await closed).toEqual([null, 'SIGKILL'])
      const text = await readFile(path, 'utf8')
      const first = Number(/^# (\d+)\n/.exec(text)?.[1])
      expect(first).toBeGreaterThan(number)
      // Not toEqual, whose message would be the whole file.
      expect(text === `# ${first}\n`.repeat(lines), `kill ${kill} of lane ${lane}`).toBe(true)
      number = first
    }
    // What was under way stays behind beside the file, at most one each time.
    const others = (await readdir(folder)).filter((name) => name !== 'config.yaml')
    expect(others.every((name) => /^\.config\.yaml\.[0-9a-f]{12}\.tmp$/.test(name))).toBe(true)
    return { saves, cut: others.length }
  }
  const lanes = await Promise.all([0, 1, 2, 3].map(lane))
  // Else none of them was killed in the middle of a save.
  expect(lanes.reduce((sum, { cut }) => sum + cut, 0)).toBeGreaterThan(0)
}, 60_000)
