// Finds which program listens on a port, as far as the system tells this user.
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { FindPortOwner } from './explain-listen-error.ts'

const run = promisify(execFile)

/** Milliseconds that a command may take: a name is not worth more. */
const patience = 2_000

export function createPortOwnerFinder(platform: NodeJS.Platform): FindPortOwner {
  const find = { linux: findOnLinux, darwin: findOnMac, win32: findOnWindows }[platform as 'linux']
  return async (port) => {
    // Whatever goes wrong, that the port is in use is said all the same.
    const name = await find?.(port).catch(() => null)
    return name?.trim() || null
  }
}

/** The kernel's table names the socket, and the processes' folders tell whose it is. */
async function findOnLinux(port: number): Promise<string | null> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const sockets = new Set(tables.flatMap((table) => listeningSockets(table, port)))
  if (sockets.size === 0) return null
  for (const process of await readdir('/proc')) {
    if (!/^\d+$/.test(process)) continue
    const folder = `/proc/${process}/fd`
    // Another user's are not for us to read.
    const files = await readdir(folder).catch(() => [])
    for (const file of files) {
      const target = await readlink(`${folder}/${file}`).catch(() => '')
      if (sockets.has(target)) return await readFile(`/proc/${process}/comm`, 'utf8')
    }
  }
  return null
}

/** Of /proc/net/tcp: the links to the sockets that listen (state 0A) on a port. */
function listeningSockets(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    return local?.endsWith(suffix) && state === '0A' ? [`socket:[${inode}]`] : []
  })
}

async function findOnMac(port: number): Promise<string | null> {
  const { stdout } = await run('/usr/sbin/lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fc'], { timeout: patience })
  return /^c(.+)$/m.exec(stdout)?.[1] ?? null
}

async function findOnWindows(port: number): Promise<string | null> {
  const options = { timeout: patience, windowsHide: true }
  const { stdout: table } = await run('netstat.exe', ['-ano', '-p', 'TCP'], options)
  // The state's word is in the system's language; what listens has no other end.
  const id = new RegExp(`^\\s*TCP\\s+\\S+:${port}\\s+\\S+:0\\s+\\S+\\s+(\\d+)`, 'm').exec(table)?.[1]
  if (id === undefined) return null
  const { stdout } = await run('tasklist.exe', ['/FI', `PID eq ${id}`, '/FO', 'CSV', '/NH'], options)
  return /^"([^"]+)"/m.exec(stdout)?.[1] ?? null
}
