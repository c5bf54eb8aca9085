// Everything that main tells the window: the answers to its calls and the events, as they cross between the processes.
import type { LaunchedApp } from './app.ts'
import { findInBytes } from './leaks.ts'

export interface RecordedIpc {
  /** How many answers and events were recorded so far. */
  counts(): Promise<{ answers: number; events: number }>
  /** The answers and events that hold the secret, with how it stands in them; empty where none does. */
  find(secret: string): Promise<string[]>
}

/** Records from now on. What the window tells main is not recorded: that is how a secret comes in. */
export async function recordIpc({ electron }: LaunchedApp): Promise<RecordedIpc> {
  await electron.evaluate(({ BrowserWindow, ipcMain }) => {
    type Handler = (event: unknown, name: unknown, input: unknown) => Promise<unknown>
    // Electron keeps the handlers of invoke() there, and gives no other way to them.
    const handlers = (ipcMain as unknown as { _invokeHandlers?: Map<string, Handler> })._invokeHandlers
    if (!(handlers instanceof Map) || handlers.size === 0) throw new Error('There are no handlers to record.')
    const recorded: { kind: 'answer' | 'event'; name: string; payload: unknown }[] = []
    ;(globalThis as unknown as { recordedIpc: typeof recorded }).recordedIpc = recorded
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event, name, input) => {
        const payload = await handler(event, name, input)
        recorded.push({ kind: 'answer', name: String(name), payload })
        return payload
      })
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents)
      webContents.send = (channel, ...parts) => {
        recorded.push({ kind: 'event', name: String(parts[0]), payload: structuredClone(parts) })
        send(channel, ...parts)
      }
    }
  })
  const all = () =>
    electron.evaluate(() => {
      const { recordedIpc } = globalThis as unknown as {
        recordedIpc: { kind: 'answer' | 'event'; name: string; payload: unknown }[]
      }
      // Bytes as bytes, not as the list of numbers that JSON would make of them.
      return recordedIpc.map(({ kind, name, payload }) => {
        const bytes: string[] = []
        const text = JSON.stringify(payload, (_key, value: unknown) => {
          if (!(value instanceof Uint8Array)) return value
          bytes.push(Buffer.from(value).toString('base64'))
          return null
        })
        return { kind, name, text: text ?? '', bytes }
      })
    })
  return {
    async counts() {
      const list = await all()
      return {
        answers: list.filter(({ kind }) => kind === 'answer').length,
        events: list.filter(({ kind }) => kind === 'event').length,
      }
    },
    async find(secret) {
      return (await all()).flatMap(({ kind, name, text, bytes }) =>
        [Buffer.from(text), ...bytes.map((part) => Buffer.from(part, 'base64'))]
          .flatMap((part) => findInBytes(part, secret))
          .map((trace) => `${kind} ${name} (${trace})`),
      )
    },
  }
}
