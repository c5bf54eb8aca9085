// The app for browsers on a free port, with a page of a few lines in the window's place: for tests of who may do what.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { openConfigDocument } from '../../../src/main/config/config-document.ts'
import { createSignIn, type SignInOptions } from '../../../src/main/web/sign-in.ts'
import { createWebHost, type WebHostOptions } from '../../../src/main/web/web-host.ts'
import type { CallInput, CallName, CallOutput, CallResult } from '../../../src/shared/contract.ts'
import type { HostMessage, PageMessage } from '../../../src/shared/web-messages.ts'
import { decodeWire, encodeWire } from '../../../src/shared/wire.ts'
import { connectRaw } from '../../support/raw-socket.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Choice {
  config?: string
  signIn?: Partial<SignInOptions>
  web?: Partial<WebHostOptions['web']>
}

const demo = `general_settings:
  pass_through_endpoints:
    - path: /one
      target: http://upstream.example/one
`

export async function startWebHost({ config = demo, signIn: signInChoice, web }: Choice = {}) {
  const dataFolder = await temporaryFolder()
  const configFile = join(dataFolder, 'config.yaml')
  await writeFile(configFile, config)
  const folder = join(dataFolder, 'window')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Throughline</title>')
  await writeFile(join(folder, 'assets/index-CqGOEfed.js'), 'export {}')
  const signIn = await createSignIn({ password: null, ...signInChoice })
  const host = createWebHost({
    version: '1.2.3',
    config: await openConfigDocument(configFile, { environment: {} }),
    dataFolder,
    envFile: new Map(),
    gateway: { host: '127.0.0.1', port: 0 },
    allowedOrigins: [],
    web: { host: '127.0.0.1', port: 0, publicOrigin: null, ...web },
    folder,
    signIn,
    onInternalError: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
  let isClosed = false
  const close = async () => {
    if (!isClosed) await host.close()
    isClosed = true
  }
  onTestFinished(close)
  const { port } = await host.listen()
  const origin = `http://127.0.0.1:${port}`

  /** A request as it is written, on a connection of its own. */
  const send = async (head: string, body = '') => {
    const peer = await connectRaw(port)
    onTestFinished(() => peer.close())
    await peer.send(
      `${head
        .trim()
        .split('\n')
        .map((line) => `${line.trim()}\r\n`)
        .join('')}\r\n${body}`,
    )
    const response = await peer.readResponse()
    const headers = new Headers()
    for (let at = 0; at < response.rawHeaders.length; at += 2) {
      headers.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '')
    }
    return { ...response, headers }
  }
  const token = () => signIn.token ?? ''
  /** Signs in by the token; answers the cookie as a browser sends it back. */
  const enter = async () => {
    const response = await fetch(`${origin}/?token=${token()}`, { redirect: 'manual' })
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  return {
    host,
    port,
    origin,
    folder,
    dataFolder,
    configText: () => readFile(configFile, 'utf8'),
    signIn,
    token,
    send,
    enter,
    close,
    page: async () => connectPage(origin, await enter()),
  }
}

/** The socket of a page that is signed in, as the page uses it. */
export async function connectPage(origin: string, cookie: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin, headers: { cookie } })
  socket.binaryType = 'nodebuffer'
  const heard: HostMessage[] = []
  const looks = new Set<() => void>()
  socket.on('message', (data, isBinary) => {
    heard.push(decodeWire(isBinary ? (data as Buffer) : String(data)) as HostMessage)
    for (const look of looks) look()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  onTestFinished(() => socket.terminate())
  let calls = 0

  const send = (message: PageMessage) => {
    const encoded = encodeWire(message)
    socket.send(typeof encoded === 'string' ? encoded : Buffer.concat(encoded))
  }
  /** The first message that is wanted, heard already or yet to come. */
  const hear = <Wanted>(find: (message: HostMessage) => Wanted | null) =>
    new Promise<Wanted>((resolve) => {
      const look = () => {
        for (const message of heard) {
          const found = find(message)
          if (found === null) continue
          looks.delete(look)
          resolve(found)
          return
        }
      }
      looks.add(look)
      look()
    })
  const ask = (name: string, input?: unknown): Promise<CallResult<CallName>> => {
    calls += 1
    const id = calls
    send({ kind: 'call', id, name, ...(input === undefined ? {} : { input }) })
    return hear((message) => (message.kind === 'answer' && message.id === id ? message.result : null))
  }
  const call = async <Name extends CallName>(name: Name, input?: CallInput<Name>): Promise<CallOutput<Name>> => {
    const result = await ask(name, input)
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
    return result.value as CallOutput<Name>
  }
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  return { socket, heard, hear, send, ask, call, closed }
}
