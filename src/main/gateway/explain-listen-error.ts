// Says in words why an address could not be listened on, and which port is free instead.
import { createServer } from 'node:net'
import type { ServerError } from '../../shared/server.ts'
import { urlHost } from './guard.ts'
import { listenOn } from './loopback-twin.ts'

/** The name of the program that listens on the port; null where the system does not tell. */
export type FindPortOwner = (port: number) => Promise<string | null>

export async function explainListenError(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
  findPortOwner: FindPortOwner,
): Promise<ServerError> {
  if (error.code === 'EADDRINUSE') {
    const [owner, freePort] = await Promise.all([findPortOwner(port), findFreePort(host, port + 1)])
    const quit = owner === null ? 'that program' : owner
    return {
      code: 'port_in_use',
      message: `Port ${port} is in use by ${owner ?? 'another program'}. Choose a free port, or quit ${quit} and start again.`,
      freePort,
    }
  }
  const reasons: Record<string, string> = {
    EACCES: `this user may not listen on port ${port}`,
    EADDRNOTAVAIL: `${host} is no address of this machine`,
    ENOTFOUND: `${host} is no known name`,
  }
  const reason = reasons[error.code ?? ''] ?? error.code ?? error.message
  return { code: 'server_error', message: `Could not listen on ${urlHost(host)}:${port}: ${reason}.`, freePort: null }
}

/** The first of the next ports that can be listened on now; null where none of 20 can. */
async function findFreePort(host: string, from: number): Promise<number | null> {
  for (let port = from; port < from + 20 && port <= 65_535; port++) {
    if (await canListen(host, port)) return port
  }
  return null
}

async function canListen(host: string, port: number): Promise<boolean> {
  try {
    await (await listenOn(createServer(), { host, port })).close()
    return true
  } catch {
    return false
  }
}
