// Maps a URL of the app's scheme to a file of the built window, and to nothing else.
import { type PageFile, pageFile } from '../page/page-file.ts'
import { appHost, appScheme } from './our-page.ts'

/** null for another host, a type that the window does not have, and every path that leaves `folder`. */
export function rendererFile(folder: string, url: string): PageFile | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname } = new URL(url)
  if (protocol !== `${appScheme}:` || host !== appHost) return null
  return pageFile(folder, pathname)
}
