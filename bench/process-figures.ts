// CPU time and memory of a process and its children, from /proc (proc(5)).
import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of CPU, user and system, of the process and of all that it started. */
export function cpuSeconds(pid: number): number {
  return family(pid).reduce((sum, each) => sum + ownCpuSeconds(each), 0)
}

/** Megabytes resident. */
export function residentMegabytes(pid: number): number {
  return family(pid).reduce((sum, each) => {
    const status = readFileSync(`/proc/${each}/status`, 'utf8')
    return sum + Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  }, 0)
}

/** Seconds of CPU, user and system, of this one process: to the nanosecond, where stat counts ticks of 10 ms. */
export function ownCpuSeconds(pid: number): number {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce((sum, task) => {
    try {
      return sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9
    } catch {
      // The thread has just ended.
      return sum
    }
  }, 0)
}

function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid)
  return [pid, ...children.flatMap(family)]
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}
