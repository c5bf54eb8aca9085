// Measures what a search through bodies costs the gateway: how late requests come with and without one, in one run.
import { fork } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { runLoad } from '../load.ts'
import { median } from '../statistics.ts'
import type { FromApp, ToApp } from './app.ts'

const exchanges = 10_000
const bodyBytes = 65_536
const rounds = 5
const connections = 8

const start = (file: string) => fork(file, { execArgv: ['--no-warnings'] })
const upstream = start(join(import.meta.dirname, '../upstream.ts'))
const app = start(join(import.meta.dirname, 'app.ts'))
const next = <Message>(from: typeof app) =>
  new Promise<Message>((resolve) => from.once('message', (message) => resolve(message as Message)))
const ask = (message: ToApp) => {
  const answer = next<FromApp>(app)
  app.send(message)
  return answer
}

const { port: target } = await next<{ port: number }>(upstream)
const listening = await ask({
  listen: `general_settings:\n  pass_through_endpoints:\n    - path: /\n      target: http://127.0.0.1:${target}\n      include_subpath: true\n`,
})
if (!('port' in listening)) throw new Error('The gateway does not listen.')
const { port } = listening

function download(): Promise<void> {
  return new Promise((resolve, reject) => {
    const get = request({ port, path: `/down?bytes=${bodyBytes}` }, (response) => {
      response.resume().on('end', resolve)
    })
    get.on('error', reject).end()
  })
}
for (let sent = 0; sent < exchanges; sent += 20) await Promise.all(Array.from({ length: 20 }, download))

const figures = { alone: [] as number[], searching: [] as number[], searchMs: [] as number[] }
await runLoad(port, connections, 5000)
for (let round = 0; round < rounds; round++) {
  figures.alone.push((await runLoad(port, connections, 3000)).p99)
  const searched = ask({ search: 'not in any of these bodies' })
  figures.searching.push((await runLoad(port, connections, 3000)).p99)
  const answer = await searched
  if ('searchedMs' in answer) figures.searchMs.push(answer.searchedMs)
}
const [alone, searching, searchMs] = [figures.alone, figures.searching, figures.searchMs].map(median)
console.log(`${exchanges} exchanges with ${bodyBytes} bytes, ${connections} connections, medians of ${rounds} rounds`)
console.log(`  search through all of them, requests passing meanwhile, ms   ${searchMs?.toFixed(0)}`)
console.log(`  p99 of a request, ms                                         ${alone?.toFixed(2)}`)
console.log(`  p99 of a request during the search, ms                       ${searching?.toFixed(2)}`)
app.kill()
upstream.kill()
