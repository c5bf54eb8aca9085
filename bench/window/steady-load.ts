// Sends requests at a steady rate over kept connections, and tells when each has ended.
import { Agent, request } from 'node:http'

export interface SteadyLoad {
  url: string
  /** Requests a second. */
  rate: number
  seconds: number
  /** Path of the nth request. */
  pathOf(n: number): string
  /** Called when the nth response has ended, with Date.now(). */
  onEnd?(n: number, at: number): void
}

/** Resolves when all have ended; the number of those that failed. */
export async function runSteadyLoad({ url, rate, seconds, pathOf, onEnd }: SteadyLoad): Promise<{ failed: number }> {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const total = rate * seconds
  const begin = performance.now()
  let started = 0
  let ended = 0
  let failed = 0
  await new Promise<void>((resolve) => {
    const done = () => {
      if (++ended === total) resolve()
    }
    const send = (n: number) => {
      const sent = request({ agent, hostname, port, path: pathOf(n), method: 'POST' }, (response) => {
        response.resume()
        response.on('end', () => {
          onEnd?.(n, Date.now())
          done()
        })
      })
      sent.setHeader('content-type', 'application/json')
      sent.on('error', () => {
        failed++
        done()
      })
      sent.end('{"model":"gpt-5-mini","input":"x"}')
    }
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - begin) / 1000) * rate))
      while (started < due) send(started++)
      if (started === total) clearInterval(timer)
    }, 5)
  })
  agent.destroy()
  return { failed }
}
