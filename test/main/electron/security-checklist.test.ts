// Electron's security checklist (electronjs.org, Tutorial, Security), as far as the code alone can show it. What it
// takes a window to show is in test/e2e/shell-security.spec.ts; what Biome refuses is in biome.json and lint/.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pagePreferences } from '../../../src/main/electron/web-preferences.ts'
import { contentSecurityPolicy } from '../../../src/main/page/content-security-policy.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const root = join(import.meta.dirname, '../../..')

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|html|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

function filesWith(pattern: RegExp, ...folders: string[]): string[] {
  return folders.flatMap(sources).flatMap(({ path, text }) => (pattern.test(text) ? [path] : []))
}

describe('2 to 4, 6, 8 to 11: the page’s preferences', () => {
  it('are these, and a change of one is read by somebody', () => {
    expect(pagePreferences('/preload.cjs')).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
    })
  })

  it('are the only ones: one place makes windows, and nothing else that holds a page is made', () => {
    expect(filesWith(/new BrowserWindow\(/, 'src')).toEqual([join(root, 'src/main/electron/window.ts')])
    expect(filesWith(/new (?:WebContentsView|BrowserView|BaseWindow)\(|<webview/, 'src')).toEqual([])
    expect(filesWith(/enableBlinkFeatures|disableBlinkFeatures|enable-features|disable-web-security/, 'src')).toEqual(
      [],
    )
  })
})

describe('7: the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy()
      .split('; ')
      .map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values]
      }),
  )

  it('begins with nothing and adds the page’s own files', () => {
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'font-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    })
  })
})

describe('1, 15, 18: nothing remote, nothing outside, nothing from file:', () => {
  it('the page names no address but its own', () => {
    const page = readFileSync(join(root, 'src/renderer/index.html'), 'utf8')
    expect(page).not.toMatch(/https?:|\/\/\w|javascript:/)
    expect(filesWith(/@import\s+(?:url\()?["']?https?:|url\(["']?(?:https?:)?\/\//, 'src/renderer')).toEqual([])
  })

  it('no code of the app names a file: address', () => {
    expect(filesWith(/["'`]file:\/\/(?!\/\*)/, 'src')).toEqual([])
  })

  it('Biome refuses what opens an address elsewhere or a page from a file', async () => {
    const folder = await temporaryFolder()
    const { vcs: _, ...config } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
    cpSync(join(root, 'lint'), join(folder, 'lint'), { recursive: true })
    mkdirSync(join(folder, 'src/main/electron'), { recursive: true })
    const lines = [
      "import { shell } from 'electron'",
      "export const open = () => shell.openExternal('https://example.com')",
      'export const openLater = shell.openExternal',
      'type Opens = { loadFile(path: string): void }',
      "export const openFile = (window: Opens) => window.loadFile('index.html')",
    ]
    writeFileSync(join(folder, 'src/main/electron/probe.ts'), `${lines.join('\n')}\n`)
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', 'src'], { cwd: folder, encoding: 'utf8' })
    const refused = [...`${stdout}${stderr}`.matchAll(/probe\.ts:(\d+):\d+ plugin/g)].map(([, line]) => Number(line))
    expect(refused).toEqual([2, 3, 5])
  })
})

describe('20: what the preload gives to the page', () => {
  it('is one object, and ipcRenderer never leaves the preload', () => {
    const [preload, ...others] = sources('src/preload')
    expect(others).toEqual([])
    expect(preload?.text.match(/exposeIn\w+\(/g)).toEqual(['exposeInMainWorld('])
    // Each use of it is with a channel of ours as its first argument.
    const uses = preload?.text.match(/ipcRenderer\b(?!,)[^\n]*/g) ?? []
    expect(uses.length).toBeGreaterThan(2)
    for (const use of uses) expect(use).toMatch(/^ipcRenderer\.(?:on|invoke)\((?:call|drop|event)Channel\b/)
  })

  it('17: main listens through ipc.ts alone, where every sender is checked', () => {
    expect(filesWith(/ipcMain\b/, 'src')).toEqual([join(root, 'src/main/electron/ipc.ts')])
    const { text = '' } = sources('src/main/electron').find(({ path }) => path.endsWith('ipc.ts')) ?? {}
    const handlers = text.match(/ipcMain\.\w+\([\s\S]*?\n {2}\)/g) ?? []
    expect(handlers).toHaveLength(2)
    for (const handler of handlers) expect(handler).toMatch(/^ipcMain\.handle\([^\n]*\n\s+isTrusted\(event\)/)
  })
})
