// Keeps other hosts' names and other programs' web pages out: they must not spend the user's keys.
import { isIP } from 'node:net'
import type { ReceivedHead } from './received-request.ts'
import { type Refusal, refuse } from './refusal.ts'
import { checkFraming } from './strict-framing.ts'

export interface Guard {
  /**
   * null when the request may go on.
   * @param localAddress the address that the client connected to
   */
  check(head: ReceivedHead, localAddress: string | undefined): Refusal | null
}

export interface GuardOptions {
  host: string
  port: number
  /** Origins whose pages may use the server, such as https://app.example.com. */
  allowedOrigins: ReadonlySet<string>
}

/** As it stands in a URL: an IPv6 address in brackets. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

export function createGuard({ host, port, allowedOrigins }: GuardOptions): Guard {
  const hosts = new Set<string>()
  for (const name of ['localhost', '127.0.0.1', '[::1]', urlHost(host).toLowerCase()]) {
    hosts.add(`${name}:${port}`)
    if (port === 80) hosts.add(name)
  }

  /** A wildcard listener is reached by the machine's addresses; an address cannot be rebound, a name can. */
  const isOwnAddress = (value: string, localAddress: string | undefined) => {
    if (!localAddress) return false
    const own = localAddress.startsWith('::ffff:') ? localAddress.slice(7) : localAddress
    return value === `${urlHost(own)}:${port}` || (port === 80 && value === urlHost(own))
  }

  return {
    check(head, localAddress) {
      const unclear = checkFraming(head)
      if (unclear) return unclear
      const value = head.host ?? ''
      if (!hosts.has(value) && !hosts.has(value.toLowerCase()) && !isOwnAddress(value, localAddress)) {
        return refuse(
          'forbidden_host',
          `The Host header does not name this server. Use http://${urlHost(host)}:${port}.`,
        )
      }
      if (head.origin !== null) {
        if (allowedOrigins.has(head.origin)) return null
        return refuse('forbidden_origin', originMessage(head.origin))
      }
      if (head.secFetchSite !== null && head.secFetchSite !== 'none' && head.secFetchSite !== 'same-origin') {
        return refuse(
          'forbidden_origin',
          `A web page of another site (Sec-Fetch-Site: ${printable(head.secFetchSite)}) may not use this server.`,
        )
      }
      return null
    },
  }
}

function originMessage(origin: string): string {
  const name = printable(origin)
  return `Pages of ${name} may not use this server. To allow them, add ${name} to the allowed origins (--allow-origin ${name}).`
}

/** A header's value as it may stand in a message: short, and without what a terminal would act on. */
function printable(value: string): string {
  return value.replace(/[^\x21-\x7e]/g, '?').slice(0, 200)
}
