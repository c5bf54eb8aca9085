// Maps a URL's path to a file of the built window, and to nothing else.
import { extname, isAbsolute, relative, resolve, sep } from 'node:path'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

export interface PageFile {
  path: string
  mediaType: string
}

/** null for a type that the window does not have, and every path that leaves `folder`. */
export function pageFile(folder: string, pathname: string): PageFile | null {
  const decoded = decode(pathname === '/' ? '/index.html' : pathname)
  if (decoded === null || /[\\\0]/.test(decoded)) return null
  const path = resolve(folder, `.${decoded}`)
  const inside = relative(folder, path)
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null
  const mediaType = mediaTypes[extname(path).toLowerCase()]
  return mediaType === undefined ? null : { path, mediaType }
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
