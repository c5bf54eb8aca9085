// Ports of this computer: one that is taken, and one that is free.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of another program on a port that was free. */
export async function takePort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port: (server.address() as AddressInfo).port, close }
}

export async function freePort(): Promise<number> {
  const { port, close } = await takePort()
  await close()
  return port
}
