// A hostile script in the window's page reaches no network: not the internet, not this computer, not its files.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { runningServerUrl } from './support/window.ts'

const noRoutes = 'general_settings:\n  pass_through_endpoints: []\n'

test('no way out of the page: the network, the computer, files, frames, workers', async ({ launch, serve, folder }) => {
  const upstream = await serve((_request, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' })
    response.end('globalThis.cameIn = true')
  })
  await writeFile(join(folder, 'secret.txt'), 'of the disk')
  const { page } = await launch({ config: noRoutes })
  const gateway = await runningServerUrl(page)
  const targets = [upstream.url, gateway, 'https://example.com/', `file://${join(folder, 'secret.txt')}`]

  const fetched = await page.evaluate(
    (urls) =>
      Promise.all(
        urls.flatMap((url) => [
          fetch(url).then(
            () => `sent to ${url}`,
            () => 'refused',
          ),
          fetch(url, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true }).then(
            () => `sent to ${url}`,
            () => 'refused',
          ),
          new Promise<string>((resolve) => {
            const request = new XMLHttpRequest()
            request.onload = () => resolve(`read ${url}`)
            request.onerror = () => resolve('refused')
            request.open('GET', url)
            request.send()
          }),
        ]),
      ),
    targets,
  )
  expect(new Set(fetched)).toEqual(new Set(['refused']))

  // Each of these is refused without a word to the script, so that the upstream is asked what came.
  const tried = await page.evaluate(async (url) => {
    const settled = (element: HTMLElement) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        document.body.append(element)
      })
    const make = <Name extends keyof HTMLElementTagNameMap>(
      name: Name,
      properties: Partial<HTMLElementTagNameMap[Name]>,
    ) => Object.assign(document.createElement(name), properties)
    const results = {
      script: await settled(make('script', { src: `${url}/script.js` })),
      module: await import(/* @vite-ignore */ `${url}/module.js`).then(
        () => 'loaded',
        () => 'refused',
      ),
      style: await settled(make('link', { rel: 'stylesheet', href: `${url}/style.css` })),
      image: await settled(make('img', { src: `${url}/image.png` })),
      worker: await new Promise((resolve) => {
        try {
          const worker = new Worker(URL.createObjectURL(new Blob([`importScripts('${url}/worker.js')`])))
          worker.onerror = () => resolve('refused')
          worker.onmessage = () => resolve('ran')
        } catch {
          resolve('refused')
        }
      }),
      serviceWorker: await (navigator.serviceWorker?.register('/index.html') ?? Promise.reject()).then(
        () => 'registered',
        () => 'refused',
      ),
      beacon: navigator.sendBeacon(`${url}/beacon`, 'x') ? 'queued' : 'refused',
      events: await new Promise((resolve) => {
        const source = new EventSource(`${url}/events`)
        source.onerror = () => resolve('refused')
        source.onopen = () => resolve('open')
      }),
    }
    document.body.append(
      make('link', { rel: 'prefetch', href: `${url}/prefetch` }),
      make('link', { rel: 'preload', as: 'fetch', href: `${url}/preload` }),
      make('iframe', { src: `${url}/frame` }),
      make('object', { data: `${url}/object` }),
      make('embed', { src: `${url}/embed` }),
      make('video', { src: `${url}/video` }),
    )
    const form = make('form', { action: `${url}/form`, method: 'POST' })
    document.body.append(form)
    form.submit()
    return results
  }, upstream.url)
  expect(tried).toMatchObject({
    script: 'refused',
    module: 'refused',
    style: 'refused',
    image: 'refused',
    worker: 'refused',
    serviceWorker: 'refused',
    events: 'refused',
  })
  // What a frame of the page may show is the page's own, and holds no more than it.
  const frame = await page.evaluate(async () => {
    const element = document.createElement('iframe')
    document.body.append(element)
    const inside = element.contentWindow as unknown as Record<string, unknown>
    return ['api', 'process', 'require', 'ipcRenderer'].filter((name) => name in inside)
  })
  expect(frame).toEqual([])
  expect(await page.evaluate(() => 'cameIn' in globalThis)).toBe(false)
  expect(upstream.begun()).toBe(0)
})

test('WebRTC, which no content security policy reaches, sends nothing either', async ({ launch }) => {
  const { page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const datagrams: string[] = []
  const udp = createSocket('udp4', (message) => datagrams.push(message.toString('hex'))).bind(0, '127.0.0.1')
  await once(udp, 'listening')
  let connections = 0
  const tcp = createServer((socket) => {
    connections += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  try {
    const state = await page.evaluate(
      async ([udpPort, tcpPort]) => {
        const credentials = { username: 'stolen', credential: 'value' }
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${udpPort}` },
            { urls: `turn:127.0.0.1:${udpPort}?transport=udp`, ...credentials },
            { urls: `turn:127.0.0.1:${tcpPort}?transport=tcp`, ...credentials },
          ],
        })
        peer.createDataChannel('out')
        const gathered = new Promise<string>((resolve) => {
          peer.onicegatheringstatechange = () => {
            if (peer.iceGatheringState === 'complete') resolve('complete')
          }
        })
        await peer.setLocalDescription(await peer.createOffer())
        return gathered
      },
      [udp.address().port, (tcp.address() as AddressInfo).port],
    )
    expect(state).toBe('complete')
    expect({ datagrams, connections }).toEqual({ datagrams: [], connections: 0 })
  } finally {
    udp.close()
    tcp.close()
  }
})
