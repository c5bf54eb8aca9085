// Makes the request that repeats a captured one, as it was or as the user edited it.
import { validateHeaderValue } from 'node:http'
import type { z } from 'zod'
import type { calls } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import { type ExchangeDetail, mask } from '../../shared/exchange-detail.ts'

export type ReplayEdit = NonNullable<z.output<(typeof calls)['exchanges.replay']['input']>['edit']>

export interface ReplayRequest {
  method: string
  /** Path and query. */
  target: string
  /** Name, value, name, value, … without Host and Content-Length. */
  headers: string[]
  /** null: the body as it was captured. */
  body: Uint8Array | null
  /** Headers, and parameters of the query, whose values are not known. */
  omitted: string[]
}

/** Made anew for each request, or of one connection only. */
const notRepeated = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-throughline-replay',
])

/** @throws CallError invalid_input */
export function replayRequest(detail: ExchangeDetail, edit: ReplayEdit | null): ReplayRequest {
  const { summary, client } = detail
  const method = checkedMethod(edit?.method ?? summary.method)
  const omitted: string[] = []
  const target = checkedTarget(withoutMasked(edit?.target ?? targetOf(client.url), omitted))
  const headers: string[] = []
  for (const { name, value } of edit?.headers ?? client.headers) {
    const lower = name.toLowerCase()
    if (notRepeated.has(lower) || (lower === 'content-encoding' && !isEncoded(detail, edit))) continue
    if (value.includes(mask)) omitted.push(name)
    else headers.push(checkedName(name), checkedValue(name, value))
  }
  return { method, target, headers, body: edit?.body ?? null, omitted: [...new Set(omitted)] }
}

/** @throws CallError invalid_input */
export function checkedMethod(method: string): string {
  if (/^[!#$%&'*+\-.^_`|~\w]+$/.test(method) && method !== 'CONNECT') return method
  throw new CallError('invalid_input', 'The method is none that can be sent.')
}

/** @throws CallError invalid_input */
export function checkedTarget(target: string): string {
  if (/^(\/[\u0021-\u00ff]*|\*)$/.test(target)) return target
  throw new CallError('invalid_input', 'The path must begin with a slash and hold no spaces and no line breaks.')
}

/** Content-Encoding is true of captured bytes only: what is edited or was imported is decoded. */
function isEncoded({ client }: ExchangeDetail, edit: ReplayEdit | null): boolean {
  return (edit?.body ?? null) === null && client.body.encodings.length > 0
}

function targetOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/'
}

function withoutMasked(target: string, omitted: string[]): string {
  const mark = target.indexOf('?')
  if (mark === -1 || !target.includes(mask)) return target
  const kept = target
    .slice(mark + 1)
    .split('&')
    .filter((part) => {
      if (part.includes(mask)) omitted.push(`?${part.split('=', 1)[0]}`)
      return !part.includes(mask)
    })
  return kept.length === 0 ? target.slice(0, mark) : `${target.slice(0, mark)}?${kept.join('&')}`
}

function checkedName(name: string): string {
  if (/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) return name
  throw new CallError('invalid_input', `${JSON.stringify(name)} is no name for a header.`)
}

/** What is typed is sent as UTF-8, and what was captured is a byte a character. */
function checkedValue(name: string, value: string): string {
  const bytes = /[^\0-\u00ff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value
  try {
    validateHeaderValue(name, bytes)
  } catch (error) {
    const sentence = `The value of ${name} holds a character that a header cannot carry.`
    throw new CallError('invalid_input', sentence, { cause: error })
  }
  return bytes
}
