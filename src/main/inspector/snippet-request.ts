// The request that a snippet makes: what was sent upstream, with a variable wherever a value is not shown.
import { isCredentialName } from '../../shared/credential-name.ts'
import { type ExchangeDetail, type HeaderField, mask } from '../../shared/exchange-detail.ts'

/** Text as it was on the wire, a byte a character, or the name of the variable that holds what stands there. */
export type Piece = string | { variable: string }

export interface SnippetHeader {
  name: string
  pieces: Piece[]
}

export interface SnippetRequest {
  method: string
  url: Piece[]
  headers: SnippetHeader[]
  /** What Authorization was made of where it is a pair: each client has a short way to write it. */
  basic: { user: string; password: string } | null
  /** null: none was sent; empty: one without bytes was announced. */
  body: Buffer | null
  /** The client asked for a compressed answer, or was given one. */
  isCompressed: boolean
  /** The answer was a redirection, which the client followed by itself if at all. */
  isRedirection: boolean
  /** Names of all variables in their order, each once. */
  variables: string[]
}

/** Each client makes these itself, or they were for one connection only. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
])

/** @param body as it was captured, in its content encodings; null where there is none */
export function snippetRequest(detail: ExchangeDetail, body: Buffer | null): SnippetRequest {
  const { sent, client, response, summary } = detail
  const { url, headers } = sent ?? client
  const names = createNames(headers)
  const request: SnippetRequest = {
    method: summary.method,
    url: piecesOf(url, (before) => names.fresh(parameterName(before))),
    headers: [],
    basic: null,
    body: bodyOf(headers, body),
    isCompressed: (response?.body.encodings.length ?? 0) > 0,
    isRedirection: response !== null && response.status >= 300 && response.status < 400,
    variables: [],
  }
  for (const field of headers) {
    const name = field.name.toLowerCase()
    // A file from elsewhere may have anything for a name, and an at sign before it means a file to curl.
    if (!isToken(name)) continue
    // Of an imported body only the decoded bytes are known.
    if (name === 'content-encoding' && client.body.encodings.length === 0) continue
    if (ownHeaders.has(name) || (name === 'host' && field.value === hostOf(url))) continue
    if (name === 'accept-encoding' && /gzip|deflate|br|zstd/i.test(field.value)) request.isCompressed = true
    else if (isBasicPair(field)) request.basic = basicPair(field)
    else request.headers.push({ name: field.name, pieces: headerPieces(field, names) })
  }
  request.variables = variablesOf(request)
  return request
}

/** RFC 9110 5.6.2 */
function isToken(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~\w]+$/.test(name)
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
}

function bodyOf(headers: readonly HeaderField[], body: Buffer | null): Buffer | null {
  if (body !== null && body.length > 0) return body
  const isAnnounced = headers.some(({ name, value }) => name.toLowerCase() === 'content-length' && value.trim() === '0')
  return isAnnounced ? Buffer.alloc(0) : null
}

/** Cuts a text at its masks; `nameAfter` tells the variable of a mask by what stands before it. */
function piecesOf(text: string, nameAfter: (before: string, index: number) => string): Piece[] {
  const pieces: Piece[] = []
  let before = ''
  for (const [index, part] of text.split(mask).entries()) {
    if (index > 0) pieces.push({ variable: nameAfter(before, index - 1) })
    if (part !== '') pieces.push(part)
    before = part
  }
  return pieces
}

/** `key` of `https://host/path?a=b&key=`. */
function parameterName(before: string): string {
  return /[?&]([^?&=]*)=[^?&=]*$/.exec(before)?.[1] ?? 'url'
}

function headerPieces(field: HeaderField, names: VariableNames): Piece[] {
  if (!field.isMasked) return field.value === '' ? [] : [field.value]
  const { variables } = field
  const masks = field.value.split(mask).length - 1
  return piecesOf(field.value, (_, index) => {
    const known = variables.length === masks ? variables[index] : variables.length === 1 ? variables[0] : undefined
    return known?.name ?? names.fresh(field.name)
  })
}

/** A key pair of the config makes one credential, as for Langfuse. */
function isBasicPair({ name, value, variables }: HeaderField): boolean {
  return name.toLowerCase() === 'authorization' && value === `Basic ${mask}` && variables.length === 2
}

function basicPair({ variables }: HeaderField): { user: string; password: string } {
  return { user: variables[0]?.name ?? '', password: variables[1]?.name ?? '' }
}

interface VariableNames {
  /** AUTHORIZATION for Authorization; never one that stands for something else. */
  fresh(name: string): string
}

function createNames(headers: readonly HeaderField[]): VariableNames {
  const taken = new Set(headers.flatMap(({ variables }) => variables.map(({ name }) => name)))
  return {
    fresh(of) {
      const word = of
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '')
      // Whoever set PATH or HOME for a header of that name would be sorry.
      const wanted = isCredentialName(of) && /^[A-Z]/.test(word) ? word : `SECRET_${word}`.replace(/_$/, '')
      let name = wanted
      for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`
      taken.add(name)
      return name
    },
  }
}

function variablesOf({ url, headers, basic }: SnippetRequest): string[] {
  const pieces = [...url, ...headers.flatMap((header) => header.pieces)]
  const names = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.variable]))
  return [...new Set(basic === null ? names : [...names, basic.user, basic.password])]
}
