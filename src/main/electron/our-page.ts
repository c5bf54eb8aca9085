// Tells the app's own page from any other: who may call, hear events and hold a permission.

/** Scheme and host under which the built window is served. */
export const appScheme = 'app'
export const appHost = 'throughline'
export const appPageUrl = `${appScheme}://${appHost}/index.html`

export type IsOurPage = (url: string) => boolean

/** `developmentUrl`: where the development server serves the window instead, null in a built app. */
export function createIsOurPage(developmentUrl: string | null): IsOurPage {
  const ours = originOf(developmentUrl ?? appPageUrl)
  return (url) => ours !== null && originOf(url) === ours
}

/** URL.origin is the word "null" for a scheme of our own, so scheme and host are compared. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, username, password, host } = new URL(url)
  return username === '' && password === '' ? `${protocol}//${host}` : null
}
