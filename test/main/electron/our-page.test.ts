// Which page may call: only the app's own.
import { describe, expect, it } from 'vitest'
import { appPageUrl, createIsOurPage } from '../../../src/main/electron/our-page.ts'

describe('in a built app', () => {
  const isOurPage = createIsOurPage(null)

  it.each([
    appPageUrl,
    'app://throughline',
    'app://throughline/',
    'app://throughline/index.html#/routes?x',
  ])('%s is ours', (url) => expect(isOurPage(url)).toBe(true))

  it.each([
    'app://throughline.example/index.html',
    'app://other/index.html',
    'app://user@throughline/index.html',
    'app://throughline:8080/index.html',
    'apps://throughline/index.html',
    'http://throughline/index.html',
    'https://example.com/app://throughline/index.html',
    'file:///app://throughline/index.html',
    'about:blank',
    'data:text/html,app://throughline',
    'null',
    '',
  ])('%j is not', (url) => expect(isOurPage(url)).toBe(false))
})

describe('with a development server', () => {
  const isOurPage = createIsOurPage('http://localhost:5173/')

  it('its pages are ours', () => expect(isOurPage('http://localhost:5173/index.html')).toBe(true))

  it.each([
    'http://localhost:5174/',
    'https://localhost:5173/',
    'http://127.0.0.1:5173/',
    appPageUrl,
  ])('%s is not', (url) => expect(isOurPage(url)).toBe(false))
})
