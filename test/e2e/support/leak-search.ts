// Brings everything out of the app that it gives out, and searches all of it for secrets.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { ask } from './api.ts'
import type { LaunchedApp } from './app.ts'
import { chooseFile, clipboardText, emptyClipboard } from './inspector.ts'
import type { RecordedIpc } from './ipc.ts'
import { findInBytes, findInFolder, findInHeap, findInPage } from './leaks.ts'
import { exchangeRows, openPage } from './window.ts'

/** By what they are called where one is found. */
export type Secrets = Readonly<Record<string, string>>

export interface LeakSearch {
  app: LaunchedApp
  ipc: RecordedIpc
  /** Where the app and its libraries write, and nothing that the test itself wrote down. */
  folder: string
  configFile: string
  secrets: Secrets
}

/** Each exchange in each language, as the window gets it and as the keys copy the one with this path. */
export async function copyAll(app: LaunchedApp, path: string, variable: string): Promise<string[]> {
  const { page } = app
  const texts: string[] = []
  for (const { id } of await ask(page, 'exchanges.get')) {
    for (const language of ['curl', 'fetch', 'python'] as const) {
      texts.push(JSON.stringify(await ask(page, 'exchanges.snippet', { id, language })))
    }
  }
  expect(texts.filter((text) => text.includes(variable)).length).toBeGreaterThan(0)
  await exchangeRows(page, path).last().click()
  await emptyClipboard(app)
  await page.keyboard.press('Control+Shift+C')
  await expect.poll(() => clipboardText(app)).toContain(`$${variable}`)
  return [...texts, await clipboardText(app)]
}

/** All exchanges as HAR, with and without redaction: the texts of both files. */
export async function exportBoth(app: LaunchedApp, folder: string): Promise<string[]> {
  const count = (await ask(app.page, 'exchanges.get')).length
  const texts: string[] = []
  for (const isRedacted of [true, false]) {
    const file = join(folder, `traffic-${isRedacted ? 'redacted' : 'whole'}.har`)
    await chooseFile(app, file)
    await ask(app.page, 'har.export', { ids: null, isRedacted })
    // Until it is there, and whole.
    await expect(async () => {
      expect(JSON.parse(await readFile(file, 'utf8')).log.entries).toHaveLength(count)
    }).toPass()
    texts.push(await readFile(file, 'utf8'))
  }
  return texts
}

/** Everything of every exchange that main tells the window when it is asked, for whoever records what main tells. */
export async function askForAll(page: Page): Promise<void> {
  for (const { id } of await ask(page, 'exchanges.get')) {
    await ask(page, 'exchanges.detail', { id })
    await ask(page, 'exchanges.llm', { id })
    for (const side of ['request', 'response'] as const) {
      await ask(page, 'exchanges.body', { id, side, form: 'decoded', offset: 0, length: 1_000_000 })
    }
    const { messages } = await ask(page, 'exchanges.messages', { id, from: 0, count: 1000 })
    for (const { index } of messages) await ask(page, 'exchanges.message', { id, index })
  }
}

/**
 * While the app runs: the page's heap and what its scripts reach, on each of its pages; what main told it; files.
 * @param texts what was copied and exported
 */
export async function expectNowhere({ app, ipc, folder, configFile, secrets }: LeakSearch, texts: readonly string[]) {
  const { page } = app
  // First, as the search of the page brings the secrets into it.
  expect(await findInHeap(page, ...Object.values(secrets))).toEqual([])
  for (const name of ['Secrets', 'Routes', 'Traffic', 'Settings'] as const) {
    await openPage(page, name)
    for (const [kind, secret] of Object.entries(secrets)) {
      expect(await findInPage(page, secret), `${kind}, ${name}`).toEqual([])
    }
  }
  const { answers, events } = await ipc.counts()
  expect(Math.min(answers, events)).toBeGreaterThan(5)
  const given = [...texts, await readFile(configFile, 'utf8')].map((text) => Buffer.from(text))
  for (const [kind, secret] of Object.entries(secrets)) {
    expect(await ipc.find(secret), kind).toEqual([])
    expect(
      given.flatMap((text) => findInBytes(text, secret)),
      kind,
    ).toEqual([])
    expect(await findInFolder(folder, secret), kind).toEqual([])
  }
}

/** Once the app has ended, whichever way: its files, all that it printed, and no picture of its memory. */
export async function expectNothingLeft({ app, folder, secrets }: LeakSearch): Promise<void> {
  for (const [kind, secret] of Object.entries(secrets)) {
    expect(await findInFolder(folder, secret), kind).toEqual([])
    expect(findInBytes(Buffer.from(app.output()), secret), kind).toEqual([])
  }
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((path) => /\.(dmp|core|heapsnapshot)$|(^|\/)core(\.\d+)?$/.test(path))).toEqual([])
}
