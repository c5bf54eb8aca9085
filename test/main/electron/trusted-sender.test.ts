// Who may call: the main frame of one of the app's windows on its own page, and nobody beside it.
import { describe, expect, it } from 'vitest'
import { appPageUrl, createIsOurPage } from '../../../src/main/electron/our-page.ts'
import { createIsTrustedSender } from '../../../src/main/electron/trusted-sender.ts'

const windowPage = { mainFrame: { url: appPageUrl } }
const isTrusted = createIsTrustedSender(createIsOurPage(null), (sender: object) => sender === windowPage)

describe('a call', () => {
  it('of the window’s own page is answered', () => {
    expect(isTrusted({ sender: windowPage, senderFrame: windowPage.mainFrame })).toBe(true)
  })

  it('of a frame in it is not, be its address the same', () => {
    expect(isTrusted({ sender: windowPage, senderFrame: { url: appPageUrl } })).toBe(false)
  })

  it('of a frame that is gone is not', () => {
    expect(isTrusted({ sender: windowPage, senderFrame: null })).toBe(false)
  })

  it('of what holds our page and is no window is not', () => {
    const other = { mainFrame: { url: appPageUrl } }
    expect(isTrusted({ sender: other, senderFrame: other.mainFrame })).toBe(false)
  })

  it.each([
    'https://example.com/',
    'file:///index.html',
    'about:blank',
    'data:text/html,x',
    '',
  ])('of a window that shows %j is not', (url) => {
    const mainFrame = { url }
    const isOfWindow = createIsTrustedSender(createIsOurPage(null), () => true)
    expect(isOfWindow({ sender: { mainFrame }, senderFrame: mainFrame })).toBe(false)
  })
})
