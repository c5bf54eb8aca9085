// The server's address as it is typed and chosen: what a text means, and who could reach the server then.
import { isLoopback } from '../../../shared/loopback.ts'
import { hostSchema } from '../../../shared/settings.ts'
import { type Reading, said, unsaid } from './quantity-text.ts'

export function readPort(text: string): Reading<number> {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? said(port) : unsaid('Use 1 to 65535.')
}

/** Without the brackets that an IPv6 address has in a URL. */
export function readHost(text: string): Reading<string> {
  const host = text.trim().replace(/^\[(.*)\]$/, '$1')
  if (host === '') return unsaid('Write an address of this computer.')
  return hostSchema.safeParse(host).success
    ? said(host)
    : unsaid('Write an address or a name, such as 192.168.1.20, without a port.')
}

export type Reach = 'computer' | 'networks' | 'other'

export const everyNetwork = '0.0.0.0'
export const thisComputer = '127.0.0.1'

/** Which of the three choices an address is. */
export function reachOf(host: string): Reach {
  if (host === thisComputer) return 'computer'
  return host === everyNetwork ? 'networks' : 'other'
}

/** Whether others can reach the server there. */
export function isOpen(host: string): boolean {
  return !isLoopback(host)
}
