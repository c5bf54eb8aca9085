// Keeps the records of ended exchanges outside the heap, packed, and makes them readable when somebody looks.
import { mask } from '../../shared/exchange-detail.ts'
import type { RouteConfig } from '../config/config.ts'
import type { Exchange, UpstreamConnection } from '../gateway/exchange.ts'
import { createCommonParts } from './common-parts.ts'
import type { RouteSecrets } from './echoes.ts'
import type { CommonParts, ExchangeRecord } from './exchange-record.ts'
import { createHeadForms, noForm, unpackHead } from './head-forms.ts'
import { listEnd, maskCharacter, packList, separator, toOneByte, unpackList } from './heads.ts'
import { injectedOf, secretsOf } from './injected-headers.ts'
import type { Masking } from './masking.ts'
import { secretsOfPath } from './path-secrets.ts'
import { removedPlaces } from './removed-headers.ts'
import type { RouteShape } from './route-shape.ts'
import { createSlabs, type Piece, Slab } from './slabs.ts'

/** Eight numbers and a text in a slab, and beside them what is shared with others. */
export interface PackedRecord extends Piece {
  /** It stays for long: in a slab that it shares it would hold the whole of that. */
  readonly isPinned: boolean
  /** null before it is stored. */
  common: CommonParts | null
  connection: UpstreamConnection | null
}

export interface Records {
  /** Masks what is a credential and keeps the rest. */
  store(packed: PackedRecord, exchange: Exchange): void
  read(packed: PackedRecord): ExchangeRecord
  readId(packed: PackedRecord): string
  /** The record of an exchange under way. */
  look(exchange: Exchange): ExchangeRecord
  /** It was pinned, or is no longer. */
  move(packed: PackedRecord): void
  /** Masks what was kept readable, once that is no longer wanted. */
  hide(packed: PackedRecord): void
  release(packed: PackedRecord): void
}

export interface RecordRules {
  readonly masking: Masking
  shapeOf(route: RouteConfig): RouteShape
  readonly routeSecrets: Pick<RouteSecrets, 'note'>
  keepsClientCredentials(): boolean
}

export function createRecords({ masking, shapeOf, routeSecrets, keepsClientCredentials }: RecordRules): Records {
  const slabs = createSlabs(slabBytes)
  const findCommon = createCommonParts()
  const packRequestHead = createHeadForms(masking)
  const packResponseHead = createHeadForms(masking)

  /** Every room is a multiple of eight bytes, so that numbers can stand at its start. */
  const take = (packed: PackedRecord, length: number): Slab => {
    const room = (length + 7) & ~7
    if (packed.isPinned || room > slabBytes) {
      packed.slab = new Slab(room, true)
      packed.start = 0
      packed.room = room
    } else slabs.take(packed, room, room)
    packed.used = length
    return packed.slab as Slab
  }

  /** What it held may have been a credential. */
  const erase = (piece: Piece) => {
    piece.slab?.bytes.fill(0, piece.start, piece.start + piece.used)
    slabs.release(piece)
  }

  const store = (packed: PackedRecord, exchange: Exchange) => {
    const { route, sent, requestTarget, requestHeaders, responseHeaders, responseTrailers, startedAt } = exchange
    const keepsAll = keepsClientCredentials()
    const shape = route === null ? null : shapeOf(route)
    const injected = sent === null ? noHeaders : injectedOf(sent.headers, sent.clientEnd, shape)
    let secrets = sent === null ? none : secretsOf(sent.headers, sent.clientEnd, injected, masking)
    if (sent !== null && shape?.injectsIntoPath) {
      // With all of the client's own kept: only what the route put in is masked.
      secrets = [...secrets, ...secretsOfPath(sent.path, shape.maskPath(sent.path, requestTarget, true))]
    }
    if (shape !== null) secrets = routeSecrets.note(shape, secrets)
    const removed = sent === null ? '' : removedPlaces(requestHeaders, sent.headers)
    const request = packRequestHead(requestHeaders, none, keepsAll)
    // What an upstream sets in a cookie is masked in any case.
    const response = packResponseHead(responseHeaders ?? none, secrets, false)
    packed.common = findCommon(exchange, {
      route: shape,
      injected,
      removed,
      request: request.form,
      response: response.form,
    })
    packed.connection = exchange.connection

    const target = keepsAll ? requestTarget : masking.target(requestTarget)
    const sentPath =
      sent === null ? target : (shape?.maskPath(sent.path, requestTarget, keepsAll) ?? masking.target(sent.path))
    let text = exchange.id + separator
    if (exchange.clientAddress !== null) text += exchange.clientAddress
    text += separator
    if (exchange.replayOf !== null) text += exchange.replayOf
    text += separator + packTargets(target, sentPath) + listEnd
    text += request.text + listEnd + response.text + listEnd
    if (responseTrailers !== null) text += packList(masking.headers(responseTrailers, secrets))

    const slab = take(packed, numberBytes + text.length)
    const { numbers } = slab
    const first = packed.start >> 3
    numbers[first] = exchange.receivedAt
    numbers[first + 1] = exchange.requestBytes
    numbers[first + 2] = exchange.responseBytes
    numbers[first + 3] = microseconds(exchange.queuedAt, startedAt)
    numbers[first + 4] = microseconds(exchange.sendingAt, startedAt)
    numbers[first + 5] = microseconds(exchange.sentAt, startedAt)
    numbers[first + 6] = microseconds(exchange.firstByteAt, startedAt)
    numbers[first + 7] = microseconds(exchange.endedAt, startedAt)
    slab.bytes.write(text, packed.start + numberBytes, text.length, 'latin1')
  }

  const read = (packed: PackedRecord): ExchangeRecord => {
    const { common, connection, slab, start } = packed
    const number = (place: number) => slab?.numbers[(start >> 3) + place] ?? 0
    const [head = '', request = '', response = '', trailers = ''] = textOf(packed).split(listEnd)
    const [id = '', clientAddress = '', replayOf = '', ...targets] = head.split(separator)
    const { requestForm, responseForm, ...parts } = common as CommonParts
    return {
      ...parts,
      ...unpackTargets(targets),
      id,
      receivedAt: number(0),
      clientAddress: clientAddress || null,
      replayOf: replayOf || null,
      connection,
      requestBytes: number(1),
      responseBytes: number(2),
      queuedAt: number(3),
      sendingAt: number(4),
      sentAt: number(5),
      firstByteAt: number(6),
      endedAt: number(7),
      requestHeaders: unpackHead(requestForm, request),
      responseHeaders: unpackHead(responseForm, response),
      trailers: unpackList(trailers),
    }
  }

  return {
    store,
    read,
    readId: (packed) => textOf(packed, longestId).split(separator, 1)[0] as string,
    look(exchange) {
      const packed = { isPinned: true, common: null, connection: null, slab: null, start: 0, room: 0, used: 0 }
      store(packed, exchange)
      return read(packed)
    },
    move(packed) {
      const { slab, start, room, used } = packed
      if (slab === null || slab.isOwn === packed.isPinned) return
      const old = { slab, start, room, used }
      slab.bytes.copy(take(packed, used).bytes, packed.start, start, start + used)
      erase(old)
    },
    hide(packed) {
      const { target, sentPath, requestHeaders, responseHeaders, trailers, ...record } = read(packed)
      const numbers = packed.slab?.numbers.slice(packed.start >> 3, (packed.start >> 3) + numberBytes / 8)
      if (numbers === undefined) return
      const shown = [requestHeaders, responseHeaders, trailers].map((list) =>
        packList(masking.headers(list, none).map(toOneByte)),
      )
      const head = [record.id, record.clientAddress ?? '', record.replayOf ?? '', '']
      const targets = packTargets(masking.target(target), masking.target(sentPath))
      const text = head.join(separator) + targets + listEnd + shown.join(listEnd)
      erase(packed)
      packed.common = { ...(packed.common as CommonParts), requestForm: noForm, responseForm: noForm }
      const slab = take(packed, numberBytes + text.length)
      slab.numbers.set(numbers, packed.start >> 3)
      slab.bytes.write(text, packed.start + numberBytes, 'latin1')
    },
    release: slabs.release,
  }
}

const numberBytes = 8 * Float64Array.BYTES_PER_ELEMENT
const slabBytes = 65_536
/** More than an id ever takes. */
const longestId = 64
const none: readonly string[] = []
const noHeaders: CommonParts['injected'] = []

function textOf({ slab, start, used }: PackedRecord, longest = used): string {
  const from = start + numberBytes
  return slab === null ? '' : slab.bytes.toString('latin1', from, Math.min(start + used, from + longest))
}

/** The second one is left out where it is the same. A route's own path may take more than a byte for a character. */
function packTargets(target: string, sentPath: string): string {
  const first = target.includes(mask) ? toOneByte(target) : target
  if (sentPath === target) return first
  return first + separator + Buffer.from(toOneByte(sentPath), 'utf8').toString('latin1')
}

function unpackTargets([target = '', sentPath]: string[]): Pick<ExchangeRecord, 'target' | 'sentPath'> {
  const own = sentPath === undefined ? target : Buffer.from(sentPath, 'latin1').toString('utf8')
  return { target: target.replaceAll(maskCharacter, mask), sentPath: own.replaceAll(maskCharacter, mask) }
}

function microseconds(at: number | null, startedAt: number): number {
  return at === null ? -1 : Math.max(0, Math.round((at - startedAt) * 1000))
}
