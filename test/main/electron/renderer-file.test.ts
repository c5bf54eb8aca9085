// What the app's scheme serves: files of the built window, and nothing beside it.
import { resolve, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rendererFile } from '../../../src/main/electron/renderer-file.ts'

const folder = resolve('/app/out/renderer')
const pathOf = (url: string) => rendererFile(folder, url)?.path

describe('a file of the window', () => {
  it.each([
    ['app://throughline/', 'index.html', 'text/html; charset=utf-8'],
    ['app://throughline/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://throughline/index.html?x=1#y', 'index.html', 'text/html; charset=utf-8'],
    ['app://throughline/assets/index-a1.js', 'assets/index-a1.js', 'text/javascript; charset=utf-8'],
    ['app://throughline/assets/inter%20b.woff2', 'assets/inter b.woff2', 'font/woff2'],
  ])('%s is %s', (url, path, mediaType) => {
    expect(rendererFile(folder, url)).toEqual({ path: resolve(folder, path), mediaType })
  })
})

describe('nothing is served', () => {
  it.each([
    'app://throughline/..%2fmain/index.js',
    'app://throughline/%2e%2e%2fmain/index.js',
    'app://throughline/assets/..%2f..%2f..%2fsecret.json',
    'app://throughline/..%5cmain%5cindex.js',
    'app://throughline/index.html%00.js',
    'app://throughline/%zz.html',
    'app://throughline/assets/',
    'app://throughline/config.yaml',
    'app://throughline/.env',
    'app://other/index.html',
    'file:///etc/passwd.html',
    'not a url',
  ])('for %s', (url) => expect(rendererFile(folder, url)).toBeNull())

  it('that lies outside the folder, however the path is spelled', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '/',
      '%2f',
      '\\',
      '%5c',
      'main',
      'index.html',
      'C:',
      '%00',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = pathOf(`app://throughline/${pieces.join('')}`)
        if (path !== undefined) expect(path.startsWith(folder + sep)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('but a dot segment that stays inside is the file it means', () => {
    expect(pathOf('app://throughline/a/../index.html')).toBe(resolve(folder, 'index.html'))
    expect(pathOf('app://throughline/../../index.html')).toBe(resolve(folder, 'index.html'))
  })
})
