// The window's walls: what the page has of the system, and what it cannot do.
import { callAnything } from './support/api.ts'
import { expect, test } from './support/fixtures.ts'
import { runningServerUrl } from './support/window.ts'

const noRoutes = 'general_settings:\n  pass_through_endpoints: []\n'

test('the window opens sandboxed and isolated, with a contract and nothing else', async ({ launch }) => {
  const { electron, page } = await launch({ config: noRoutes })
  await expect(page).toHaveTitle('Traffic · Throughline')
  await runningServerUrl(page)

  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    // Not in the types, but the only way to ask.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  })

  const globals = await page.evaluate(() => ({
    node: ['process', 'require', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
    api: Object.keys((window as unknown as { api: object }).api).sort(),
  }))
  expect(globals).toEqual({ node: [], api: ['call', 'on', 'openDropped'] })
})

test('the contract refuses what is not in it', async ({ launch }) => {
  const { page } = await launch({ config: noRoutes })
  const call = (name: string, input: unknown) => callAnything(page, name, input)
  expect(await call('secrets.read', { name: 'X' })).toMatchObject({ ok: false, error: { code: 'unknown_call' } })
  expect(await call('constructor', undefined)).toMatchObject({ ok: false, error: { code: 'unknown_call' } })
  expect(await call('secrets.set', { name: 'a b', value: 'x', keepIn: 'memory' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_input' },
  })
})

test('the content security policy stops inline scripts, eval and requests elsewhere', async ({ launch, serve }) => {
  const upstream = await serve()
  const { page } = await launch({ config: noRoutes })

  const inline = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
    })
    const script = document.createElement('script')
    script.textContent = 'window.inlineScriptRan = true'
    document.body.append(script)
    const ran = 'inlineScriptRan' in window
    return { ran, directive: ran ? null : await violation }
  })
  expect(inline).toEqual({ directive: 'script-src-elem', ran: false })

  // In a callback: what a test evaluates directly is exempt from the policy.
  const evaluated = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(new Function('return 1')())
          } catch (error) {
            resolve((error as Error).name)
          }
        })
      }),
  )
  expect(evaluated).toBe('EvalError')

  const outside = await page.evaluate(
    (url) =>
      Promise.all([
        fetch(url, { mode: 'no-cors' }).then(
          () => 'sent',
          () => 'refused',
        ),
        new Promise((resolve) => {
          const image = new Image()
          image.onload = () => resolve('sent')
          image.onerror = () => resolve('refused')
          image.src = `${url}/image`
        }),
        new Promise((resolve) => {
          const socket = new WebSocket(url.replace('http', 'ws'))
          socket.onopen = () => resolve('sent')
          socket.onerror = () => resolve('refused')
        }),
      ]),
    upstream.url,
  )
  expect(outside).toEqual(['refused', 'refused', 'refused'])
  expect(upstream.begun()).toBe(0)
})

test('the page stays where it is: no navigation, no second window', async ({ launch, serve }) => {
  const upstream = await serve()
  const { electron, page } = await launch({ config: noRoutes })
  const home = page.url()

  const elsewhere = ['file:///etc/passwd', 'data:text/html,elsewhere', upstream.url]
  const opened = await page.evaluate((urls) => urls.map((url) => window.open(url)), elsewhere)
  expect(opened).toEqual([null, null, null])

  // Chromium itself refuses the first two without a word; the last one is up to the app, and tells that all are through.
  const watch = await electron.evaluateHandle(({ BrowserWindow }) => ({
    isPrevented: new Promise<boolean>((resolve) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      // After every listener has had its say.
      contents?.once('will-frame-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented)))
    }),
  }))
  await page.evaluate((urls) => {
    for (const url of urls) location.href = url
  }, elsewhere)
  expect(await watch.evaluate(({ isPrevented }) => isPrevented)).toBe(true)

  // Asked of the page itself: Playwright waits for the end of a navigation that never was.
  expect(await page.evaluate(() => [document.title, location.href])).toEqual(['Traffic · Throughline', home])
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(upstream.begun()).toBe(0)
})

test('every permission is denied but writing to the clipboard', async ({ launch }) => {
  const { page } = await launch({ config: noRoutes })
  const answers = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    const states: Record<string, string> = {}
    for (const name of names) {
      states[name] = (await navigator.permissions.query({ name: name as PermissionName })).state
    }
    return {
      states,
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    }
  })
  expect(Object.entries(answers.states).filter(([, state]) => state === 'granted')).toEqual([])
  expect(answers.notification).toBe('denied')
  expect(['NotAllowedError', 'NotFoundError']).toContain(answers.camera)
})
