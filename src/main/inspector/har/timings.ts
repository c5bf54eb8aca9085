// Turns the phases of an exchange into HAR's timings and back.
import type { Timings } from 'har-format'
import type { Phases } from '../../../shared/exchange-detail.ts'

/**
 * -1 for what did not happen or is not known; send, wait and receive may not be that, so they are 0 then.
 * `connect` takes `ssl` in, and name lookup too, since both are measured as one.
 */
export function timingsOf(phases: Phases): Timings & { send: number; wait: number } {
  const { queued, connect, tls, sending, waiting, receiving } = phases
  return {
    blocked: round(queued),
    dns: -1,
    connect: connect === null ? -1 : round(connect + (tls ?? 0)),
    ssl: round(tls),
    send: Math.max(0, round(sending)),
    wait: Math.max(0, round(waiting)),
    receive: Math.max(0, round(receiving)),
  }
}

function round(milliseconds: number | null): number {
  return milliseconds === null ? -1 : inMicroseconds(milliseconds)
}

/** Milliseconds in whole thousandths: more digits tell nothing. */
export function inMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}

/** All phases; `ssl` is a part of `connect`. */
export function totalOf({ blocked, dns, connect, send, wait, receive }: LooseTimings): number {
  const times = [blocked, dns, connect, send, wait, receive].map((time) => Math.max(0, time ?? 0))
  return times.reduce((sum, time) => sum + time, 0)
}

/** As other tools write them. */
export type LooseTimings = { [Name in Exclude<keyof Timings, 'comment'>]?: number | undefined }

export function phasesOf(timings: LooseTimings): Phases {
  const known = (time: number | undefined) => (time === undefined || time < 0 ? null : time)
  const connect = known(timings.connect)
  const tls = known(timings.ssl)
  // Some writers leave ssl out of connect.
  const tcp = connect !== null && tls !== null && connect >= tls ? connect - tls : connect
  const lookup = known(timings.dns)
  return {
    queued: known(timings.blocked),
    connect: tcp === null && lookup === null ? null : (tcp ?? 0) + (lookup ?? 0),
    tls,
    sending: known(timings.send),
    waiting: known(timings.wait),
    receiving: known(timings.receive),
    isReused: connect === null ? null : false,
  }
}
