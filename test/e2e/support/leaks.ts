// Looks for a secret where it must not be: in the page and its scripts, and in files.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** The ways in which a text may lie in bytes, under their names. */
function traces(secret: string): [string, Buffer][] {
  const bytes = Buffer.from(secret)
  // Base64 depends on where in a group of three the text begins; what its neighbours share in is cut off.
  const base64 = [0, 1, 2].map((offset): [string, Buffer] => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    return [`base64 at ${offset}`, Buffer.from(encoded.slice(offset === 0 ? 0 : 4, -4))]
  })
  return [
    ['plain', bytes],
    ['in a URL', Buffer.from(encodeURIComponent(secret))],
    ['in a form', Buffer.from(new URLSearchParams({ secret }).toString().slice('secret='.length))],
    ['in JSON', Buffer.from(JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'))],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ...base64,
  ]
}

/** How the secret stands in some bytes; empty where it does not. */
export function findInBytes(bytes: Buffer, secret: string): string[] {
  return traces(secret).flatMap(([name, trace]) => (bytes.includes(trace) ? [name] : []))
}

/** The files below a folder that hold the secret, and how; empty where none does. */
export async function findInFolder(folder: string, secret: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found.push(...findInBytes(await readFile(path), secret).map((trace) => `${path} (${trace})`))
  }
  return found
}

/**
 * Where in the page the secret can be read: its HTML, its fields, everything that its scripts can reach from the
 * window and from any element, and what main answers to its calls. Empty where nowhere.
 */
export function findInPage(page: Page, secret: string): Promise<string[]> {
  return page.evaluate(async (text) => {
    const found: string[] = []
    const look = (where: string, value: unknown) => {
      if (typeof value === 'string' && value.includes(text)) found.push(where)
    }

    look('the HTML', document.documentElement.outerHTML)
    for (const field of document.querySelectorAll('input, textarea')) {
      look('a field', (field as HTMLInputElement).value)
    }
    for (const storage of [localStorage, sessionStorage]) look('a storage', JSON.stringify(storage))

    const { api } = window as unknown as {
      api: { call(name: string, input: undefined): Promise<unknown> }
    }
    const getters = [
      'app.get',
      'server.get',
      'routes.get',
      'exchanges.get',
      'secrets.get',
      'settings.get',
      'config.text',
    ]
    for (const name of getters) look(name, JSON.stringify(await api.call(name, undefined)))

    const waiting: [string, object][] = [['window', window]]
    for (const element of document.querySelectorAll('*')) waiting.push([element.tagName, element])
    const seen = new Set<object>()
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [where, object] = next
      if (seen.has(object)) continue
      seen.add(object)
      const visit = (name: string, value: unknown) => {
        look(`${where}.${name}`, value)
        if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
          waiting.push([`${where}.${name}`.slice(-200), value])
        }
      }
      if (object instanceof Map) for (const [key, value] of object) visit(`get(${String(key)})`, value)
      if (object instanceof Set) for (const value of object) visit('has()', value)
      for (const key of Reflect.ownKeys(object)) {
        const property = Reflect.getOwnPropertyDescriptor(object, key)
        try {
          visit(String(key), property?.get ? property.get.call(object) : property?.value)
        } catch {
          // A getter that refuses tells nothing.
        }
      }
    }
    if (seen.size < 1000) throw new Error(`Only ${seen.size} objects were found: the search does not reach far enough.`)
    return found
  }, secret)
}

/**
 * The strings on the page's whole heap that hold one of the secrets, whoever keeps them: the page's scripts, the
 * preload script or the browser. What nothing keeps is collected first.
 */
export async function findInHeap(page: Page, ...secrets: string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    chunks.push(chunk)
  })
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot')
  await session.detach()
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] }
  if (!strings.some((text) => text.includes('Throughline'))) throw new Error('The heap snapshot lacks the page.')
  return strings.filter((text) => secrets.some((secret) => text.includes(secret)))
}
