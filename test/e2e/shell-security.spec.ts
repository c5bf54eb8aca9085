// A hostile script in the window's page can do what the contract offers, and nothing beyond it.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/fixtures.ts'
import { runningServerUrl } from './support/window.ts'

const noRoutes = 'general_settings:\n  pass_through_endpoints: []\n'

interface Api {
  call(name: unknown, input?: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>
  openDropped(file: unknown): Promise<{ ok: boolean; error?: { code: string } }>
  on(name: string, listener: (payload: unknown) => void): () => void
}

test('no window, no webview, no dialog, no download, no other page', async ({ launch, serve }) => {
  const upstream = await serve()
  const { electron, page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const home = page.url()
  const watch = await electron.evaluateHandle(({ app, session }) => {
    const seen = { contents: 0, downloads: [] as boolean[] }
    app.on('web-contents-created', () => {
      seen.contents += 1
    })
    session.defaultSession.on('will-download', (event) => {
      // After every listener has had its say.
      setImmediate(() => seen.downloads.push(event.defaultPrevented))
    })
    return seen
  })
  const opened = await page.evaluate(async (url) => {
    const results = {
      self: window.open('app://throughline/index.html'),
      blank: window.open('', '_blank'),
      features: window.open(url, 'named', 'nodeIntegration=yes,contextIsolation=no,preload=/x.js'),
      alert: window.alert('from the system?') ?? null,
      confirm: window.confirm('Allow?'),
    }
    const webview = document.createElement('webview')
    webview.setAttribute('src', url)
    webview.setAttribute('nodeintegration', '')
    document.body.append(webview)
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(new Blob(['#!/bin/sh'])),
      download: 'run.sh',
    })
    document.body.append(link)
    link.click()
    for (const target of ['_blank', '_top', '_parent', 'named']) {
      const away = Object.assign(document.createElement('a'), { href: url, target })
      document.body.append(away)
      away.click()
    }
    return { ...results, isWebview: 'getWebContentsId' in webview }
  }, upstream.url)
  expect(opened).toEqual({
    self: null,
    blank: null,
    features: null,
    alert: null,
    confirm: false,
    isWebview: false,
  })
  await expect.poll(() => watch.evaluate(({ downloads }) => downloads)).toEqual([true])
  expect(await watch.evaluate(({ contents }) => contents)).toBe(0)
  expect(await page.evaluate(() => location.href)).toBe(home)
  expect(upstream.begun()).toBe(0)
})

test('every permission is refused when asked and when checked, and so is every device', async ({ launch }) => {
  const { electron, page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const asked = await page.evaluate(async () => {
    const outcome = (promise: Promise<unknown> | undefined) =>
      (promise ?? Promise.reject(new Error('absent'))).then(
        () => 'granted',
        () => 'refused',
      )
    const browser = navigator as unknown as Record<string, Record<string, (options?: unknown) => Promise<unknown>>>
    return {
      camera: await outcome(navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
      location: await outcome(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      notification: (await Notification.requestPermission()) === 'granted' ? 'granted' : 'refused',
      midi: await outcome(browser.requestMIDIAccess === undefined ? undefined : navigator.requestMIDIAccess()),
      clipboard: await outcome(navigator.clipboard.readText()),
      usb: await outcome(browser.usb?.requestDevice?.({ filters: [] })),
      hid: await outcome(
        browser.hid?.requestDevice?.({ filters: [] }).then((list) => (list as unknown[])[0] ?? Promise.reject()),
      ),
      serial: await outcome(browser.serial?.requestPort?.()),
      bluetooth: await outcome(browser.bluetooth?.requestDevice?.({ acceptAllDevices: true })),
    }
  })
  expect(new Set(Object.values(asked))).toEqual(new Set(['refused']))

  // A session that anything makes later is guarded before it has a page.
  const inNewSession = await electron.evaluate(async ({ BrowserWindow, session }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('later') } })
    const states: string[] = []
    window.webContents.on('did-fail-load', (_event, _code, description) => states.push(description))
    await window.loadURL('http://127.0.0.1:9/').catch(() => {})
    window.destroy()
    return states
  })
  expect(inNewSession).toEqual(['ERR_BLOCKED_BY_CLIENT'])
})

test('what a page redefines does not reach the preload, nor main', async ({ launch }) => {
  const { page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const caught = await page.evaluate(async () => {
    const { api } = window as unknown as { api: Api }
    const seen: string[] = []
    const note = (what: string) => (seen.includes(what) ? undefined : seen.push(what))
    const isFrozen = Object.isFrozen(api)
    let isReplaced = false
    try {
      ;(window as unknown as Record<string, unknown>).api = {}
      isReplaced = (window as unknown as { api: Api }).api !== api
    } catch {}

    const prototypes = { Object, Array, Map, Set, Promise, Function, String }
    const originals = {
      get: Map.prototype.get,
      add: Set.prototype.add,
      iterator: Array.prototype[Symbol.iterator],
      call: Function.prototype.call,
    }
    for (const [name, { prototype }] of Object.entries(prototypes)) {
      // Whoever reads these of any object of the page's world would hand over its own.
      for (const key of ['channel', 'path', 'sender', 'ipcRenderer', 'invoke']) {
        Object.defineProperty(prototype, key, {
          configurable: true,
          get() {
            note(`${name}.${key}`)
            return undefined
          },
        })
      }
    }
    Map.prototype.get = function (key) {
      if (typeof key === 'string' && key.includes('.')) note('Map.get')
      return originals.get.call(this, key)
    }
    Function.prototype.call = function (...parts: unknown[]) {
      if (parts.some((part) => typeof part === 'function' && /ipc/i.test(String(part)))) note('Function.call')
      return Reflect.apply(this, parts[0], parts.slice(1))
    }
    const state = await api.call('server.get')
    const stop = api.on('server.changed', () => {})
    stop()
    Map.prototype.get = originals.get
    Function.prototype.call = originals.call
    for (const { prototype } of Object.values(prototypes)) {
      for (const key of ['channel', 'path', 'sender', 'ipcRenderer', 'invoke'])
        delete (prototype as Record<string, unknown>)[key]
    }
    // A function that the bridge hands out is of the page's own world, and leads to no other one.
    const staysInPage = (api.call as unknown as { constructor: unknown }).constructor === Function
    return { seen, isFrozen, isReplaced, staysInPage, answered: state.ok }
  })
  expect(caught).toEqual({ seen: [], isFrozen: true, isReplaced: false, staysInPage: true, answered: true })
})

test('no path of the page’s own making is opened', async ({ launch, folder }) => {
  const other = join(folder, 'other.yaml')
  await writeFile(other, 'general_settings:\n  pass_through_endpoints: []\n')
  const { page, output } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const answers = await page.evaluate(async (path) => {
    const { api } = window as unknown as { api: Api }
    const outcome = (attempt: () => Promise<{ ok: boolean; error?: { code: string } }>) =>
      Promise.resolve()
        .then(attempt)
        .then(
          ({ ok, error }) => (ok ? 'opened' : (error?.code ?? '')),
          () => 'thrown',
        )
    const file = new File(['x'], 'other.yaml')
    Object.defineProperty(file, 'path', { value: path })
    const transfer = new DataTransfer()
    transfer.items.add(file)
    return Promise.all([
      outcome(() => api.call('config.openDropped', { path })),
      outcome(() => api.call(['config.openDropped'], { path })),
      outcome(() => api.call(new String('config.openDropped'), { path })),
      outcome(() => api.call({ toString: () => 'config.openDropped' }, { path })),
      outcome(() => api.call('config.open', { recent: path })),
      outcome(() => api.openDropped(file)),
      outcome(() => api.openDropped(transfer.files[0])),
      outcome(() => api.openDropped({ path, name: 'other.yaml' })),
      outcome(() => api.openDropped(path)),
      outcome(() => api.openDropped(new Proxy(file, {}))),
    ])
  }, other)
  expect(answers).not.toContain('opened')
  expect(answers.slice(0, 2)).toEqual(['forbidden_sender', 'unknown_call'])
  const routes = await page.evaluate(() => (window as unknown as { api: Api }).api.call('routes.get'))
  expect(JSON.stringify(routes)).not.toContain('other.yaml')
  expect(output()).not.toContain('other.yaml')
})

test('whoever else holds the preload may not call', async ({ launch }) => {
  const { electron, page } = await launch({ config: noRoutes })
  await runningServerUrl(page)
  const codes = await electron.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const ask = async (url: string) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await window.loadURL(url).catch(() => {})
      const answer = (await window.webContents.executeJavaScript(
        "typeof api === 'object' ? api.call('server.get') : 'no preload'",
      )) as { ok: boolean; error?: { code: string } }
      window.destroy()
      return answer.error?.code ?? String(answer.ok)
    }
    return [await ask('data:text/html,<p>elsewhere'), await ask('about:blank')]
  })
  expect(codes).toEqual(['forbidden_sender', 'forbidden_sender'])
})
