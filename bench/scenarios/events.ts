// Server-sent events: how much later they come than straight from the upstream, and how fast they can come.
import { request } from 'node:http'
import { cpuSeconds } from '../process-figures.ts'
import { median, quantile } from '../statistics.ts'
import type { Scenario } from './scenario.ts'

interface Stream {
  /** Milliseconds from the request to the first event. */
  first: number
  /** Milliseconds from the sending of each event to its arrival. */
  delays: number[]
}

function readEvents(port: number, count: number, interval: number): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    const get = request(
      { port, host: '127.0.0.1', path: `/events?count=${count}&interval=${interval}` },
      (response) => {
        let first = 0
        let rest = ''
        const delays: number[] = []
        response.on('data', (chunk: Buffer) => {
          const now = process.hrtime.bigint()
          if (first === 0) first = performance.now() - begin
          rest += chunk.toString('latin1')
          for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
            if (interval > 0) delays.push(Number(now - BigInt(rest.slice(6, rest.indexOf(' ', 6)))) / 1e6)
            else delays.push(0)
            rest = rest.slice(end + 2)
          }
        })
        response.on('end', () => {
          if (delays.length === count) resolve({ first, delays })
          else reject(new Error(`${delays.length} of ${count} events came.`))
        })
      },
    )
    get.on('error', reject)
    get.end()
  })
}

export const eventsScenario: Scenario = {
  name: 'Events, 64 streams, one each 20 ms',
  figures: ['delay p50 ms', 'delay p99 ms', 'first event ms', 'CPU µs/event'],
  rounds: 9,
  // They come late by many milliseconds, and take long to say so.
  skips: ['mockttp', 'mitmproxy'],
  // A round is few requests and few events: the compilers would be at work in the first of them.
  async warmUp(peer) {
    for (let i = 0; i < 100; i++) {
      await Promise.all(Array.from({ length: 32 }, () => readEvents(peer.port, 3, 1)))
    }
    await this.round(peer)
  },
  async round(peer) {
    const before = cpuSeconds(peer.pid)
    const streams = await Promise.all(Array.from({ length: 64 }, () => readEvents(peer.port, 100, 20)))
    const delays = streams.flatMap((stream) => stream.delays.slice(5))
    return {
      'delay p50 ms': median(delays),
      'delay p99 ms': quantile(delays, 0.99),
      'first event ms': median(streams.map((stream) => stream.first)),
      'CPU µs/event': ((cpuSeconds(peer.pid) - before) / 6400) * 1e6,
    }
  },
}

export const burstScenario: Scenario = {
  name: '50,000 events as fast as they come',
  figures: ['events/s', 'CPU µs/event'],
  rounds: 5,
  // They keep every event.
  skips: ['mockttp', 'mitmproxy'],
  async round(peer) {
    const before = cpuSeconds(peer.pid)
    const begin = performance.now()
    await readBurst(peer.port, 50_000)
    return {
      'events/s': 50_000 / ((performance.now() - begin) / 1000),
      'CPU µs/event': ((cpuSeconds(peer.pid) - before) / 50_000) * 1e6,
    }
  },
}

/** Counts the events without taking them apart, so that the reader is not what is measured. */
function readBurst(port: number, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const get = request({ port, host: '127.0.0.1', path: `/events?count=${count}&interval=0` }, (response) => {
      let lines = 0
      response.on('data', (chunk: Buffer) => {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
      })
      response.on('end', () => (lines === 2 * count ? resolve() : reject(new Error(`${lines / 2} events came.`))))
    })
    get.on('error', reject)
    get.end()
  })
}
