// What breaks beside the gateway does not break what passes through it: the window's page, and an error in main.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { openPage, runningServerUrl } from './support/window.ts'

const configFor = (target: string) =>
  `general_settings:\n  pass_through_endpoints:\n    - path: /stream\n      target: ${target}\n`

const logOf = (userData: string) => readFile(join(userData, 'logs', 'throughline.log'), 'utf8')

/** Answers the app's message boxes by a button's place, and remembers what they said. */
async function answerBoxes(electron: ElectronApplication, response: number): Promise<() => Promise<string[]>> {
  const boxes = await electron.evaluateHandle(({ dialog }, button) => {
    const said: string[] = []
    const show = async (...parts: unknown[]) => {
      said.push((parts.at(-1) as { message: string }).message)
      return { response: button, checkboxChecked: false }
    }
    dialog.showMessageBox = show as typeof dialog.showMessageBox
    return said
  }, response)
  return () => boxes.evaluate((said) => said)
}

async function crash(electron: ElectronApplication): Promise<Page> {
  const opened = electron.waitForEvent('window')
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  const page = await opened
  await page.waitForLoadState('load')
  return page
}

test('a crash of the window cuts no stream; it is reopened and says so', async ({ launch, serve }) => {
  let goOn = () => {}
  const upstream = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
    goOn = () => response.end('data: last\n\n')
  })
  const { electron, page, userData } = await launch({ config: configFor(upstream.url) })
  const url = await runningServerUrl(page)
  const answer = await fetch(`${url}/stream`)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('data: first\n\n')

  const again = await crash(electron)
  expect(await runningServerUrl(again)).toBe(url)
  await expect(again.getByText('The window crashed and was reopened. The server went on meanwhile.')).toBeVisible()
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  goOn()
  let rest = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) rest += part.value
  expect(rest).toBe('data: last\n\n')
  expect(await logOf(userData)).toMatch(/The window's page is gone: (?:crashed|killed)/)
})

test('a window that crashes again and again is opened three times, then the user is asked', async ({ launch }) => {
  const { electron, page, userData } = await launch()
  const url = await runningServerUrl(page)
  const boxes = await answerBoxes(electron, 0)
  for (let n = 0; n < 3; n++) await crash(electron)
  expect(await boxes()).toEqual([])
  const last = await crash(electron)
  expect(await boxes()).toEqual(['The window crashes again and again'])
  expect(await runningServerUrl(last)).toBe(url)
  expect((await logOf(userData)).match(/The window's page is gone/g)).toHaveLength(4)
})

test('an uncaught error in main is shown and logged, its details can be copied, and forwarding goes on', async ({
  launch,
  serve,
}) => {
  const upstream = await serve()
  const { electron, page, userData, output } = await launch({ config: configFor(upstream.url) })
  const url = await runningServerUrl(page)
  const boxes = await answerBoxes(electron, 1)
  await electron.evaluate(({ clipboard }) => clipboard.clear())
  await electron.evaluate(() => {
    setTimeout(() => {
      throw new Error('something that nobody foresaw')
    })
    Promise.reject(new Error('another that nobody foresaw'))
  })
  await expect.poll(boxes).toContain('Something went wrong inside Throughline')
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/nobody foresaw\n {4}at /)
  await expect.poll(() => logOf(userData)).toContain('Uncaught exception: Error: something that nobody foresaw')
  await expect.poll(() => logOf(userData)).toContain('Unhandled rejection: Error: another that nobody foresaw')
  expect(output()).toContain('something that nobody foresaw')
  expect((await fetch(`${url}/stream`)).status).toBe(200)
  await openPage(page, 'Routes')
})
