// Bodies of many megabytes, down and up: CPU by megabyte, and how much memory they take on the way.
import { request } from 'node:http'
import { cpuSeconds, residentMegabytes } from '../process-figures.ts'
import type { Scenario } from './scenario.ts'

const megabyte = 1e6

/** Reads a body of this many megabytes; slower than it could where a rate in megabytes a second is given. */
function download(port: number, megabytes: number, watch: () => void, rate?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const get = request({ port, host: '127.0.0.1', path: `/down?bytes=${megabytes * megabyte}` }, (response) => {
      let received = 0
      const begin = performance.now()
      response.on('data', (chunk: Buffer) => {
        received += chunk.length
        if (rate === undefined) return
        const ahead = (received / megabyte / rate) * 1000 - (performance.now() - begin)
        if (ahead > 5) {
          response.pause()
          setTimeout(() => response.resume(), ahead)
        }
      })
      const timer = setInterval(watch, 50)
      response.on('close', () => {
        clearInterval(timer)
        if (received === megabytes * megabyte) resolve()
        else reject(new Error(`${received} bytes came down.`))
      })
    })
    get.on('error', reject)
    get.end()
  })
}

const block = Buffer.alloc(64 * 1024, 'b')

function upload(port: number, megabytes: number, watch: () => void): Promise<void> {
  const total = megabytes * megabyte
  return new Promise((resolve, reject) => {
    const post = request(
      { port, host: '127.0.0.1', path: '/up', method: 'POST', headers: { 'content-length': total } },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk
        })
        response.on('end', () => {
          clearInterval(timer)
          if (text === String(total)) resolve()
          else reject(new Error(`The upstream got ${text} bytes.`))
        })
      },
    )
    const timer = setInterval(watch, 50)
    post.on('error', reject)
    let left = total
    const write = () => {
      while (left > 0) {
        const chunk = left >= block.length ? block : block.subarray(0, left)
        left -= chunk.length
        if (!post.write(chunk)) return void post.once('drain', write)
      }
      post.end()
    }
    write()
  })
}

export const bytesScenario: Scenario = {
  name: '100 MB down, 100 MB up',
  figures: ['down CPU ms/MB', 'up CPU ms/MB'],
  rounds: 5,
  // They keep whole bodies.
  skips: ['mockttp', 'mitmproxy'],
  async round(peer) {
    const before = cpuSeconds(peer.pid)
    await download(peer.port, 100, () => undefined)
    const between = cpuSeconds(peer.pid)
    await upload(peer.port, 100, () => undefined)
    return {
      'down CPU ms/MB': (between - before) * 10,
      'up CPU ms/MB': (cpuSeconds(peer.pid) - between) * 10,
    }
  },
}

export const memoryScenario: Scenario = {
  name: 'Memory grown by 1 GB down, 1 GB up, and a reader of 1 MB/s',
  figures: ['down MB', 'up MB', 'slow reader MB'],
  rounds: 1,
  skips: ['mockttp', 'mitmproxy'],
  async round(peer) {
    // The heap's first growth is not of the body.
    await download(peer.port, 100, () => undefined)
    await upload(peer.port, 100, () => undefined)
    const grown = async (transfer: (watch: () => void) => Promise<void>) => {
      const before = residentMegabytes(peer.pid)
      let most = before
      await transfer(() => {
        most = Math.max(most, residentMegabytes(peer.pid))
      })
      return most - before
    }
    return {
      'down MB': await grown((watch) => download(peer.port, 1000, watch)),
      'up MB': await grown((watch) => upload(peer.port, 1000, watch)),
      'slow reader MB': await grown((watch) => download(peer.port, 10, watch, 1)),
    }
  },
}
