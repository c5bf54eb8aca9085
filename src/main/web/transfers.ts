// Files on their way between a browser and the app: each waits in a private folder until it is taken, once.
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CallError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import { fileNameHeader } from '../../shared/web-messages.ts'
import { answerPlainly } from './respond.ts'

/** A file that the user is asked for. */
export interface AskedFile {
  readonly ticket: string
  /** Its path once it is here; null where there is none to come. @throws CallError file_error where it is too large */
  readonly path: Promise<string | null>
  cancel(): void
}

export interface Transfers {
  ask(largestBytes: number): AskedFile
  /** The user gives no file. */
  cancel(ticket: string): void
  /** Takes the body of a request as the file of a ticket. */
  receive(ticket: string, request: IncomingMessage, response: ServerResponse): Promise<void>
  /** A path for a file that is to be written and then offered. */
  place(suggestedName: string): Promise<string>
  /** The file is whole; answers the ticket that it is delivered for. */
  offer(path: string): string
  deliver(ticket: string, response: ServerResponse): Promise<void>
  /** It is needed no more. */
  drop(path: string): Promise<void>
  /** How a path of the private folder may be told: by the file's name. Any other path is left as it is. */
  nameOf(path: string): string
  close(): Promise<void>
}

/** Milliseconds that a file waits to be fetched. */
const patience = 600_000

export function createTransfers(): Transfers {
  let root: Promise<string> | null = null
  let rootPath = ''
  const asked = new Map<string, { largestBytes: number; settle(path: string | null, error?: CallError): void }>()
  const offered = new Map<string, { path: string; timer: NodeJS.Timeout }>()

  const place = async (suggestedName: string) => {
    root ??= mkdtemp(join(tmpdir(), 'throughline-web-'))
    rootPath = await root
    const folder = join(rootPath, randomTicket())
    await mkdir(folder, { mode: 0o700 })
    return join(folder, safeName(suggestedName))
  }
  const isOurs = (path: string) => rootPath !== '' && dirname(dirname(path)) === rootPath
  const drop = async (path: string) => {
    if (isOurs(path)) await rm(dirname(path), { recursive: true, force: true })
  }

  return {
    ask(largestBytes) {
      const ticket = randomTicket()
      const path = new Promise<string | null>((resolve, reject) => {
        asked.set(ticket, {
          largestBytes,
          settle(found, error) {
            asked.delete(ticket)
            if (error === undefined) resolve(found)
            else reject(error)
          },
        })
      })
      return { ticket, path, cancel: () => asked.get(ticket)?.settle(null) }
    },
    cancel: (ticket) => asked.get(ticket)?.settle(null),
    async receive(ticket, request, response) {
      const file = asked.get(ticket)
      if (!file) return answerPlainly(response, 404, 'No file is asked for here.')
      // It is taken once, whatever comes of it.
      asked.delete(ticket)
      const { largestBytes, settle } = file
      const tooLarge = new CallError('file_error', `The file is larger than ${formatBytes(largestBytes)}.`)
      if (Number(request.headers['content-length'] ?? 0) > largestBytes) {
        settle(null, tooLarge)
        response.setHeader('Connection', 'close')
        return answerPlainly(response, 413, tooLarge.message)
      }
      const path = await place(decodeName(request.headers[fileNameHeader]))
      try {
        await pipeline(request, limited(largestBytes, tooLarge), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      } catch (error) {
        await drop(path)
        settle(null, error instanceof CallError ? error : new CallError('file_error', 'The file did not arrive whole.'))
        throw error
      }
      settle(path)
      response.writeHead(204).end()
    },
    place,
    offer(path) {
      const ticket = randomTicket()
      const timer = setTimeout(() => {
        offered.delete(ticket)
        void drop(path)
      }, patience)
      timer.unref()
      offered.set(ticket, { path, timer })
      return ticket
    },
    async deliver(ticket, response) {
      const file = offered.get(ticket)
      const size = file && (await stat(file.path).catch(() => null))?.size
      if (!file || size === undefined) return answerPlainly(response, 404, 'This file is not here any more.')
      offered.delete(ticket)
      clearTimeout(file.timer)
      response.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': size,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(basename(file.path))}`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      await pipeline(createReadStream(file.path), response).finally(() => drop(file.path))
    },
    drop,
    nameOf: (path) => (isOurs(path) ? basename(path) : path),
    async close() {
      for (const { settle } of [...asked.values()]) settle(null)
      for (const { timer } of offered.values()) clearTimeout(timer)
      if (root !== null) await rm(await root, { recursive: true, force: true })
    },
  }
}

function limited(largestBytes: number, tooLarge: CallError): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > largestBytes) done(tooLarge)
      else done(null, chunk)
    },
  })
}

function randomTicket(): string {
  return randomBytes(16).toString('base64url')
}

/** A name that leads nowhere but into its folder, on every system. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replaceAll(/[^\p{L}\p{N} ._()-]+/gu, '-').replace(/^[ .-]+/, '')
  return [...plain].slice(0, 100).join('') || 'file'
}

function decodeName(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ''))
  } catch {
    return ''
  }
}

/** RFC 8187. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
