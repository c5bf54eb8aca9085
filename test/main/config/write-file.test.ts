// Replacing a file at once: a reader, or a program that dies, sees the old text or the new one, never a part.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeFileAtomically } from '../../../src/main/config/write-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { configWith } from './open-config.ts'
import { configOf } from './read-problems.ts'

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

/** A program that switches routes without pause and prints a dot after each switch. */
function toggler(path: string, cache: string): ChildProcess {
  const script = join(import.meta.dirname, 'toggle-without-pause.ts')
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  })
}

it('leaves a whole file behind when the program is killed, 30 times', async () => {
  const routes = 20
  // A long file, so that writing it takes its time.
  const original = `${configWith(routes)}# ${'a comment that only takes room. '.repeat(6_000)}\n`
  const cache = await temporaryFolder()
  const lane = async (lane: number) => {
    const folder = await temporaryFolder()
    const path = join(folder, 'config.yaml')
    await writeFile(path, original)
    let switches = 0
    for (let kill = 0; kill < 10; kill++) {
      const child = toggler(path, cache)
      const closed = once(child, 'close')
      let dots = 0
      child.stdout?.on('data', (chunk: Buffer) => {
        dots += chunk.length
        // After another number of switches each time: the next one is then under way.
        if (dots > (lane * 10 + kill) % 7) child.kill('SIGKILL')
      })
      expect(await closed).toEqual([null, 'SIGKILL'])
      switches += dots
      const text = await readFile(path, 'utf8')
      expect(text.replaceAll('      enabled: false\n', '')).toBe(original)
      expect(configOf(text).routes).toHaveLength(routes)
    }
    const others = (await readdir(folder)).filter((name) => name !== 'config.yaml')
    expect(others.every((name) => /^\.config\.yaml\.[0-9a-f]{12}\.tmp$/.test(name))).toBe(true)
    return switches
  }
  const switches = await Promise.all([0, 1, 2].map(lane))
  expect(Math.min(...switches)).toBeGreaterThanOrEqual(30)
}, 60_000)
