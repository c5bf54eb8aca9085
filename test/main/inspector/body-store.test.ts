// The store of bodies: byte for byte in memory and in real files, within its budgets, and gone when it should be.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type BodyStore, type BodyStoreOptions, createBodyStore } from '../../../src/main/inspector/body-store.ts'
import type { StoredBody } from '../../../src/main/inspector/stored-body.ts'
import { type CaptureLimits, captureLimitsSchema } from '../../../src/shared/recording.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { found, passing, testRecorder } from './passing.ts'

interface TestStore {
  store: BodyStore
  folder: string
  limits: CaptureLimits
}

async function testStore(
  changes: Partial<CaptureLimits> = {},
  options: Partial<BodyStoreOptions> = {},
): Promise<TestStore> {
  const folder = await temporaryFolder()
  const limits = captureLimitsSchema.parse(changes)
  const none = () => false
  const store = createBodyStore({ folder, limits: () => limits, letGoOldest: none, moveOldest: none, ...options })
  onTestFinished(() => store.close())
  return { store, folder, limits }
}

/** No two places look alike. */
function pattern(length: number, seed = 0): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * 17 + (i >> 16) * 7 + seed) & 0xff
  return bytes
}

const all = (body: StoredBody) => body.read(0, Number.MAX_SAFE_INTEGER)

describe('a small body', () => {
  it('stays in memory and is a copy', async () => {
    const { store, folder } = await testStore()
    const body = store.create()
    const chunk = Buffer.from('lent')
    body.append(chunk)
    chunk.fill(0)
    body.finish()
    expect((await all(body)).toString()).toBe('lent')
    expect((await body.read(1, 2)).toString()).toBe('en')
    expect(await body.read(4, 9)).toHaveLength(0)
    expect(store).toMatchObject({ memoryBytes: 4, diskBytes: 0 })
    expect(await readdir(folder)).toEqual([])
  })

  it('in thousands costs memory by the slab, and gives it back', async () => {
    const { store } = await testStore()
    const bodies = Array.from({ length: 3000 }, (_, i) => {
      const body = store.create()
      body.append(pattern(1000, i))
      body.finish()
      return body
    })
    for (const [i, body] of bodies.entries()) if (i % 97 === 0) expect(await all(body)).toEqual(pattern(1000, i))
    for (const body of bodies) expect(body.letGo('evicted')).toBe(1000)
    expect(store.memoryBytes).toBe(0)
    expect(await all(bodies[5] as StoredBody)).toHaveLength(0)
  })
})

describe('a big body', () => {
  it('goes to a private file, and is read back while it grows', async () => {
    const { store, folder } = await testStore({ memoryBytesPerBody: 1000 })
    const body = store.create()
    const whole = pattern(700_000)
    for (let at = 0; at < whole.length; at += 7000) {
      body.append(whole.subarray(at, at + 7000))
      const from = Math.max(0, at - 100_000)
      const part = await body.read(from, 200_000)
      expect(part.equals(whole.subarray(from, Math.min(at + 7000, from + 200_000)))).toBe(true)
    }
    body.finish()
    await vi.waitFor(() => expect(store).toMatchObject({ memoryBytes: 0, diskBytes: 700_000 }))
    expect(await all(body)).toEqual(whole)

    const [own = ''] = await readdir(folder)
    expect(own).toMatch(new RegExp(`^throughline-${process.pid}-[0-9a-f]{12}$`))
    const [file = ''] = await readdir(join(folder, own))
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, own))).mode & 0o777).toBe(0o700)
      expect((await stat(join(folder, own, file))).mode & 0o777).toBe(0o600)
    }
    await store.close()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives its place in the file to the next one, and the file its end back', async () => {
    const { store, folder } = await testStore({ memoryBytesPerBody: 0 })
    const bodies = Array.from({ length: 10 }, (_, i) => {
      const body = store.create()
      body.append(pattern(50_000, i))
      body.finish()
      return body
    })
    await vi.waitFor(() => expect(store.diskBytes).toBe(500_000))
    const [own = ''] = await readdir(folder)
    const size = async () => (await stat(join(folder, own, 'bodies'))).size
    expect(await size()).toBe(500_000)
    for (const body of bodies.slice(0, 5)) body.letGo('evicted')
    const next = store.create()
    next.append(pattern(200_000, 99))
    next.finish()
    await vi.waitFor(() => expect(store.diskBytes).toBe(450_000))
    expect(await size()).toBe(500_000)
    expect(await all(next)).toEqual(pattern(200_000, 99))
    for (const [i, body] of bodies.slice(5).entries()) expect(await all(body)).toEqual(pattern(50_000, i + 5))
    for (const body of [...bodies.slice(5), next]) body.letGo('evicted')
    await vi.waitFor(async () => expect(await size()).toBe(0))
  })

  it('that is let go while it is read gives nothing rather than another one’s bytes', async () => {
    const { store } = await testStore({ memoryBytesPerBody: 0 })
    const body = store.create()
    body.append(pattern(100_000))
    body.finish()
    await vi.waitFor(() => expect(store.diskBytes).toBe(100_000))
    const reading = all(body)
    body.letGo('evicted')
    const other = store.create()
    other.append(pattern(100_000, 1))
    other.finish()
    expect(await reading).toHaveLength(0)
  })

  it('is kept up to its limit', async () => {
    const { store } = await testStore({ bytesPerBody: 100_000 })
    const body = store.create()
    body.append(pattern(90_000))
    body.append(pattern(90_000))
    body.append(pattern(90_000))
    expect(body).toMatchObject({ length: 100_000, gap: 'limit' })
    expect(await all(body)).toEqual(Buffer.concat([pattern(90_000), pattern(10_000)]))
    const none = (await testStore({ bytesPerBody: 0 })).store.create()
    none.append(pattern(1))
    expect(none).toMatchObject({ length: 0, gap: 'limit' })
  })

  it('has a gap where the disk is behind, and the next one is whole again when it has caught up', async () => {
    const memory = { maximum: 50_000_000, comfortable: 40_000_000, queued: 1_000_000 }
    const { store } = await testStore({ memoryBytesPerBody: 0 }, { memory })
    const body = store.create()
    const patient = store.create(true)
    // Nothing is written before this turn ends.
    for (let i = 0; i < 40; i++) body.append(pattern(50_000, i))
    expect(body.gap).toBe('behind')
    expect(body.length).toBeGreaterThanOrEqual(1_000_000)
    expect(body.length).toBeLessThan(1_200_000)
    expect(store.problem).toBe('behind')
    patient.append(pattern(300_000))
    patient.finish()
    expect(patient.gap).toBeNull()
    await vi.waitFor(() => expect(store.problem).toBeNull())
    await vi.waitFor(() => expect(store.memoryBytes).toBe(0))
    expect((await all(body)).subarray(950_000, 1_000_000)).toEqual(pattern(50_000, 19))
    expect(await all(patient)).toEqual(pattern(300_000))
    const next = store.create()
    next.append(pattern(500_000))
    next.finish()
    expect(await all(next)).toEqual(pattern(500_000))
    expect(next.gap).toBeNull()
  })

  it('has a gap where there is no file to write to, and the next one is whole when there is', async () => {
    const parent = await temporaryFolder()
    const folder = join(parent, 'not-yet')
    const { store } = await testStore({ memoryBytesPerBody: 10 }, { folder })
    const body = store.create()
    body.append(pattern(200_000))
    body.finish()
    await vi.waitFor(() => expect(body.gap).toBe('disk-full'))
    expect(store).toMatchObject({ memoryBytes: 0, diskBytes: 0, problem: 'disk-full' })
    const { mkdir } = await import('node:fs/promises')
    await mkdir(folder)
    const next = store.create()
    next.append(pattern(200_000, 1))
    next.finish()
    await vi.waitFor(() => expect(store).toMatchObject({ diskBytes: 200_000, problem: null }))
    expect(await all(next)).toEqual(pattern(200_000, 1))
  })
})

describe('the budgets', () => {
  it('let go of the oldest bodies that are not pinned, and keep the summaries', async () => {
    const recorder = await testRecorder({ limits: { bytesInAll: 1_000_000, memoryBytesPerBody: 10_000 } })
    const { pass } = passing(recorder)
    const ids = Array.from({ length: 5 }, (_, i) =>
      pass({ request: pattern(100_000, i), response: pattern(50_000, i) }),
    )
    recorder.pin([ids[0] as string], true)
    for (let i = 5; i < 20; i++) ids.push(pass({ request: pattern(100_000, i), response: pattern(50_000, i) }))
    expect(recorder.state.memoryBytes + recorder.state.diskBytes).toBeLessThanOrEqual(1_000_000)
    expect(recorder.list()).toHaveLength(20)
    for (const [i, id] of ids.entries()) {
      const body = found(recorder, id).body('request')
      const isKept = i === 0 || i >= 15
      expect(body.info).toMatchObject({ wireBytes: 100_000, gap: isKept ? null : 'evicted' })
      expect(await body.read(0, 200_000)).toEqual(isKept ? pattern(100_000, i) : Buffer.alloc(0))
    }
  })

  it('leave out what comes where all the room is pinned', async () => {
    const recorder = await testRecorder({ limits: { bytesInAll: 1_000_000 } })
    const { pass } = passing(recorder)
    recorder.pin([pass({ request: pattern(600_000) }), pass({ request: pattern(390_000) })], true)
    const next = pass({ request: pattern(20_000) })
    expect(found(recorder, next).body('request').info).toMatchObject({ capturedBytes: 0, gap: 'evicted' })
    const small = pass({ request: pattern(1000) })
    expect(found(recorder, small).body('request').info).toMatchObject({ capturedBytes: 1000, gap: null })
  })

  it('of memory move the oldest bodies to disk', async () => {
    const memory = { maximum: 8_000_000, comfortable: 4_000_000, queued: 2_000_000 }
    const recorder = await testRecorder({ limits: { exchanges: 1000 }, memory })
    const { pass } = passing(recorder)
    const ids: string[] = []
    for (let i = 0; i < 500; i++) {
      ids.push(pass({ request: pattern(30_000, i) }))
      if (i === 3) recorder.pin([ids[1] as string], true)
      // The disk gets its turn, as between real requests.
      if (i % 20 === 0) await vi.waitFor(() => expect(recorder.state.memoryBytes).toBeLessThan(4_500_000))
    }
    expect(recorder.state.diskBytes).toBeGreaterThan(10_000_000)
    for (const [i, id] of ids.entries()) {
      const rest = await found(recorder, id).body('request').read(10, 100_000)
      expect(rest.equals(pattern(30_000, i).subarray(10))).toBe(true)
    }
  })

  it('of memory leave bodies out where the disk cannot take them in time', async () => {
    const memory = { maximum: 2_000_000, comfortable: 1_000_000, queued: 500_000 }
    const recorder = await testRecorder({ memory })
    const { pass } = passing(recorder)
    const ids = Array.from({ length: 100 }, (_, i) => pass({ request: pattern(40_000, i) }))
    expect(recorder.state.memoryBytes).toBeLessThan(2_300_000)
    expect(recorder.state.problem).toBe('behind')
    expect(found(recorder, ids[99] as string).body('request').info.gap).toBe('behind')
    await vi.waitFor(() => expect(recorder.state.problem).toBeNull())
  })
})

describe('as a property', () => {
  it('any body reads back as a plain buffer would, at any range and at any time', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), size: sizes, body: fc.nat(4) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('letGo' as const), body: fc.nat(4) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('spill' as const), body: fc.nat(4) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('finish' as const), body: fc.nat(4) }) },
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('read' as const), body: fc.nat(4), at: fc.nat(150_000), size: sizes }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
    )
    const { store, limits } = await testStore()
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.constantFrom(0, 300, 65_536, 16_777_216),
        fc.constantFrom(100, 40_000, 50_000_000),
        async (steps, memoryBytesPerBody, bytesPerBody) => {
          Object.assign(limits, { memoryBytesPerBody, bytesPerBody })
          const fresh = () => ({ body: store.create(), model: Buffer.alloc(0), isFinished: false })
          const bodies = Array.from({ length: 5 }, fresh)
          for (const [i, step] of steps.entries()) {
            if (step.do === 'settle') {
              await new Promise(setImmediate)
              continue
            }
            const one = bodies[step.body] as ReturnType<typeof fresh>
            if (step.do === 'append') {
              const chunk = pattern(step.size, i)
              one.body.append(chunk)
              if (!one.isFinished) one.model = Buffer.concat([one.model, chunk]).subarray(0, bytesPerBody)
              if (!one.isFinished && one.body.gap === 'limit') one.isFinished = true
            } else if (step.do === 'finish') {
              one.body.finish()
              one.isFinished = true
            } else if (step.do === 'spill') one.body.spill(0)
            else if (step.do === 'letGo') {
              one.body.letGo('evicted')
              bodies[step.body] = fresh()
            } else {
              expect(await one.body.read(step.at, step.size)).toEqual(one.model.subarray(step.at, step.at + step.size))
            }
          }
          for (const { body, model } of bodies) {
            expect(body.length).toBe(model.length)
            expect(await all(body)).toEqual(model)
            body.letGo('evicted')
          }
          expect(store.memoryBytes + store.diskBytes).toBe(0)
        },
      ),
      { numRuns: 150 },
    )
  })
})

const sizes = fc.oneof(fc.nat(50), fc.nat(5000), fc.integer({ min: 0, max: 100_000 }))
