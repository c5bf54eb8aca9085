// Every call of the contract with random input, one after another on one app with real parts: what comes back is always
// an answer, the state stays readable, and no secret stands in anything that main says.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDispatchCall } from '../../../src/main/api/dispatch-call.ts'
import { createHandlers } from '../../../src/main/api/handlers.ts'
import { type CallName, calls, type EventName, events } from '../../../src/shared/contract.ts'
import { callErrors } from '../../../src/shared/errors.ts'
import { nearSchema } from '../../support/near-schema.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startApp } from './start-app.ts'

/** Milliseconds of fuzzing, and how long one call may take. */
const budget = 1_500
const patience = 10_000

const names = Object.keys(calls) as CallName[]

/** They need nothing, change nothing, and tell all that the window shows. */
const readings = [
  ...names.filter((name) => name.endsWith('.get')),
  'config.text',
  'config.onDisk',
  'routes.figures',
] as const satisfies readonly CallName[]

const marker = 'sk-fuzz-marker'
const secretValue = fc.string({ maxLength: 12 }).map((text) => `${marker}-${text}`)

const yaml = (target: string) => `# Kept by hand.
general_settings: &settings
  pass_through_endpoints:
    - path: /echo # the first
      target: ${target}/echo
      headers: { Authorization: Bearer os.environ/KEY }
    - {path: /two, target: "${target}/two", enabled: false}
`

async function startFuzz() {
  // Before the app, so that it is taken away after all that the app still writes there.
  const folder = await temporaryFolder()
  const app = await startApp((request, response) => {
    const { authorization = '' } = request.headers
    response.writeHead(200, { 'content-type': 'application/json', 'x-echo': authorization })
    response.end('{"ok":true}')
  })
  const files = ['config.yaml', 'broken.yaml', 'traffic.har', 'missing/file.yaml', '.'].map((name) =>
    join(folder, name),
  )
  await writeFile(join(folder, 'config.yaml'), yaml(app.upstream.url))
  await writeFile(join(folder, 'broken.yaml'), 'general_settings: [\n')
  await writeFile(join(folder, 'traffic.har'), '{"log":{"entries":[]}}')
  await app.call('secrets.set', { name: 'KEY', value: `${marker}-first`, keepIn: 'keychain' })
  const { url } = await app.call('server.start', {})
  await fetch(`${url}/echo?a=b`, { method: 'POST', body: '{"model":"gpt-4o"}' }).then((answer) => answer.text())

  const pool = (list: () => readonly string[]) => fc.nat().map((at) => list()[at % list().length] ?? '')
  const ids = () => ['nowhere', ...app.services.recorder.list().map(({ id }) => id)]
  /** What fits into the app: places that are there, and addresses that answer at once or not at all. */
  const stringsFor = (call: CallName) => (key: string) => {
    switch (key) {
      case 'id':
      case 'ids':
        return pool(ids)
      case 'path':
        if (call === 'config.openDropped') return fc.constantFrom(...files)
        return fc.oneof(fc.constantFrom('/echo', '/two', '/new', '/', '/__proto__', '/a/../b'), fc.string())
      case 'recent':
        return pool(() => [...files, ...app.services.settings.current.recentFiles])
      case 'host':
        return fc.constantFrom('127.0.0.1', '192.0.2.1', '::1', 'not a host', '')
      case 'target':
        return fc.oneof(
          fc.constantFrom('/echo?x=1', '/two', '/echo/../..', '*', `${app.upstream.url}/x`, 'http://127.0.0.1:1/'),
          fc.constantFrom('https://', 'os.environ/KEY', 'http://[', 'ftp://x', ''),
          fc.string({ unit: 'binary', maxLength: 20 }),
        )
      case 'method':
      case 'methods':
        return fc.oneof(fc.constantFrom('GET', 'POST', 'CONNECT', 'TRACE', 'ge t', 'get'), fc.string({ maxLength: 8 }))
      case 'name':
        return fc.oneof(fc.constantFrom('KEY', '__proto__', 'constructor', 'content-length', 'a b'), fc.string())
      case 'value':
        return call === 'secrets.set'
          ? secretValue
          : fc.oneof(fc.constantFrom('Bearer os.environ/KEY', 'os.environ/', 'a\r\nb', '\0'), fc.string())
      case 'text':
        if (call.startsWith('secrets.')) return secretValue.map((value) => `export KEY="${value}"\nOTHER=${value}\n=x`)
        return fc.oneof(fc.constant(yaml(app.upstream.url)), fc.constant('- a: &a [*a'), fc.string())
      case 'allowedOrigins':
        return fc.oneof(fc.constantFrom('https://app.example.com', 'null'), fc.string())
      default:
        return null
    }
  }

  const internal: string[] = []
  const dispatch = createDispatchCall({
    handlers: createHandlers(app.services),
    onInternalError: (error, name) => internal.push(`${name}: ${(error as Error)?.stack ?? String(error)}`),
  })
  /** Settles with the answer, held against the contract. */
  const ask = async (name: CallName, input: unknown) => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${name} did not answer.`)), patience)
    })
    const result = await Promise.race([dispatch(name, input), late]).finally(() => clearTimeout(timer))
    expect(internal).toEqual([])
    if (result.ok) calls[name].output.parse(result.value)
    else {
      expect(Object.keys(callErrors)).toContain(result.error.code)
      expect(result.error.message).toEqual(expect.any(String))
    }
    return result
  }
  const inputFor = (name: CallName) =>
    fc.oneof(
      { weight: 3, arbitrary: nearSchema(calls[name].input, stringsFor(name)) },
      { weight: 1, arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true }) },
      { weight: 1, arbitrary: fc.jsonValue() },
    )
  const step = fc.constantFrom(...names).chain((name) => fc.record({ name: fc.constant(name), input: inputFor(name) }))
  return { ...app, ask, inputFor, step, files }
}

it('answers every call, whatever is sent, and keeps what it tells readable and free of secrets', {
  timeout: 60_000,
}, async () => {
  const app = await startFuzz()
  const { ask, inputFor, step, chosen, published, files } = app
  const tried = new Set<CallName>()
  const check = async (name: CallName, input: unknown) => {
    tried.add(name)
    try {
      expect(textOf(await ask(name, input))).not.toContain(marker)
    } catch (cause) {
      throw new Error(`${name} ${fc.stringify(input)}`, { cause })
    }
  }
  const checkState = async () => {
    for (const name of readings) {
      const answer = await ask(name, undefined)
      expect(answer.ok, name).toBe(true)
      expect(textOf(answer)).not.toContain(marker)
    }
    for (const { name, payload } of published.splice(0)) {
      events[name as EventName].parse(payload)
      expect(textOf(payload), name).not.toContain(marker)
    }
  }

  // Each call in turn, so that none is left out however slow the machine is.
  for (const name of names) {
    for (const input of fc.sample(inputFor(name), 3)) await check(name, input)
  }
  await checkState()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(files.length), async (steps, choice) => {
      chosen.file = files[choice] ?? null
      for (const { name, input } of steps) await check(name, input)
      await checkState()
    }),
    // What came before is part of a failure, so a smaller case would not be the same one.
    { numRuns: 100_000, interruptAfterTimeLimit: budget, endOnFailure: true },
  )
  expect([...tried].sort()).toEqual([...names].sort())
})

/** All that is said, bytes of a body as the text that they may be. */
function textOf(said: unknown): string {
  const bytesAsText = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
  return JSON.stringify(said, bytesAsText) ?? ''
}
