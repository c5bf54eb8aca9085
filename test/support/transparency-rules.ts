// The short list of what the gateway may change of a message: everything else passes as it came.
import type { Observation } from './differential.ts'
import { describeMessage, fieldName, fieldValue, fieldValues, hasField, type WireMessage } from './wire-message.ts'

export interface Context {
  /** The request as the client sent it. */
  sent: WireMessage
  /** What was seen through the gateway: for what no rule can foretell, such as an id. */
  through: Observation
  /** Host and port. */
  upstreamHost: string
  /** The upstream sent its response in several packets. */
  isInPieces: boolean
}

export interface TransparencyRule {
  name: string
  why: string
  /** Makes of what is seen without the gateway what is to be seen with it. */
  apply(direct: Observation, context: Context): Observation
}

const hopByHop = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'],
  ...['proxy-authorization', 'proxy-authenticate'],
])

/** undici's list of the methods whose requests have a body in general. */
const expectsBody = new Set(['PUT', 'POST', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'])

function onRequest(change: (request: WireMessage, context: Context) => WireMessage): TransparencyRule['apply'] {
  return (direct, context) => (direct.request ? { ...direct, request: change(direct.request, context) } : direct)
}

function onResponse(change: (response: WireMessage, context: Context) => WireMessage): TransparencyRule['apply'] {
  return (direct, context) => ({ ...direct, response: change(direct.response, context) })
}

function withoutFields(message: WireMessage, isDropped: (field: string) => boolean): WireMessage {
  return { ...message, fields: message.fields.filter((field) => !isDropped(field)) }
}

function withoutHops(message: WireMessage): WireMessage {
  const isRequest = !message.start.startsWith('HTTP/')
  const listed = fieldValues(message, 'connection').flatMap((value) =>
    value.split(',').map((name) => name.trim().toLowerCase()),
  )
  return withoutFields(message, (field) => {
    const name = fieldName(field)
    // `te: trailers` alone asks for what the gateway passes on.
    if (name === 'te' && isRequest && /^trailers$/i.test(fieldValue(field))) return false
    return hopByHop.has(name) || (listed.includes(name) && name !== 'content-length')
  })
}

function withFields(message: WireMessage, change: (field: string) => string): WireMessage {
  return { ...message, fields: message.fields.map(change), trailers: message.trailers.map(change) }
}

function withOneSpace(field: string): string {
  return field.replace(/:[ \t]*/, ': ')
}

function writable(text: string): string {
  const bytes = Buffer.from(Buffer.from(text, 'latin1').toString('utf8'), 'utf8')
  return bytes.toString('latin1').replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ')
}

/** With the reason phrase that was seen, if it is the end of the right one. */
function withEndOfReason(message: WireMessage, seen: WireMessage | undefined): WireMessage {
  const [, start = '', reason = ''] = /^(HTTP\/1\.[01] \d+ )(.*)$/.exec(message.start) ?? []
  if (!seen?.start.startsWith(start)) return message
  return reason.endsWith(seen.start.slice(start.length)) ? { ...message, start: seen.start } : message
}

function methodOf({ start }: WireMessage): string {
  return start.split(' ')[0] ?? ''
}

/** Applied in this order. */
export const transparencyRules: readonly TransparencyRule[] = [
  {
    name: 'white space in front of a value is one space; behind the value of a request it goes',
    why: 'It is no part of the value (RFC 9110 5.5); the parser gives it behind the value of a response only.',
    apply: (direct) => ({
      ...direct,
      request:
        direct.request &&
        withFields(direct.request, (field) => `${field.slice(0, field.indexOf(':'))}: ${fieldValue(field)}`),
      information: direct.information.map((one) => withFields(one, withOneSpace)),
      response: withFields(direct.response, withOneSpace),
    }),
  },
  {
    name: 'Expect is answered here',
    why: 'The client is told to go on by the hop that reads its body (gateway.md, Transparency).',
    apply: (direct) => {
      if (!direct.request || !hasField(direct.request, 'expect')) return direct
      const goOn: WireMessage = {
        ...direct.response,
        start: 'HTTP/1.1 100 Continue',
        fields: [],
        framing: 'none',
        chunkLines: [],
        body: Buffer.alloc(0),
        trailers: [],
      }
      return {
        ...direct,
        request: withoutFields(direct.request, (field) => fieldName(field) === 'expect'),
        information: [goOn, ...direct.information],
      }
    },
  },
  {
    name: 'the version is the gateway’s own',
    why: 'An intermediary speaks for itself (RFC 9110 6.2).',
    apply: onResponse((response) => ({ ...response, start: response.start.replace('HTTP/1.0', 'HTTP/1.1') })),
  },
  {
    name: 'hop-by-hop fields stay behind',
    why: 'They are for one connection, and so is what Connection names (RFC 9110 7.6.1; config.md, Headers).',
    apply: (direct) => ({
      ...direct,
      request: direct.request && withoutHops(direct.request),
      response: withoutHops(direct.response),
      information: direct.information.map(withoutHops),
    }),
  },
  {
    name: 'Host is the target’s and comes first, then the connection’s own field',
    why: 'config.md, Headers. A connection is used again but after HEAD: some servers answer that with a body.',
    apply: onRequest((request, { upstreamHost }) => ({
      ...request,
      fields: [
        `host: ${upstreamHost}`,
        `connection: ${methodOf(request) === 'HEAD' ? 'close' : 'keep-alive'}`,
        ...request.fields.filter((field) => fieldName(field) !== 'host'),
      ],
    })),
  },
  {
    name: 'a request without content of a method that expects some is sent as content-length: 0, any other bare',
    why: 'RFC 9110 8.6 asks for both; an empty chunked body is no other content than none.',
    apply: onRequest((request) => {
      if (request.body.length > 0) return request
      const bare = withoutFields(request, (field) => fieldName(field) === 'content-length')
      return expectsBody.has(methodOf(request))
        ? { ...bare, framing: 'length', fields: [...bare.fields, 'content-length: 0'], chunkLines: [] }
        : { ...bare, framing: 'none', chunkLines: [] }
    }),
  },
  {
    name: 'what frames a request stands last',
    why: 'undici writes it so; the order of fields of different names has no meaning (RFC 9110 5.3).',
    apply: onRequest((request) => {
      if (request.body.length === 0) return request
      const rest = withoutFields(request, (field) => fieldName(field) === 'content-length').fields
      const framing =
        request.framing === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${request.body.length}`
      return { ...request, fields: [...rest, framing] }
    }),
  },
  {
    name: 'trailers of a request are lost',
    why: 'undici cannot send any. RFC 9110 6.5.1 lets a recipient discard them, but it is a loss, and no virtue.',
    apply: onRequest((request) => ({ ...request, trailers: [] })),
  },
  {
    name: 'chunk boundaries and extensions are not kept',
    why: 'They belong to one connection (RFC 9112 7.1.1), and bytes go on as they come.',
    apply: (direct, { through }) => ({
      ...direct,
      request: direct.request && {
        ...direct.request,
        chunkLines: direct.request.framing === 'chunked' ? (through.request?.chunkLines ?? []) : [],
      },
      response: { ...direct.response, chunkLines: through.response.chunkLines },
    }),
  },
  {
    name: 'a response that ends with its connection is sent in chunks',
    why: 'So the client can see whether it is whole, and use its connection again.',
    apply: onResponse((response) => (response.framing === 'close' ? { ...response, framing: 'chunked' } : response)),
  },
  {
    name: 'Trailer is left out of a response that cannot have trailers',
    why: 'Node refuses to write it there, and it announces nothing (RFC 9110 6.6.2).',
    apply: onResponse((response) =>
      response.framing === 'chunked' ? response : withoutFields(response, (field) => fieldName(field) === 'trailer'),
    ),
  },
  {
    name: 'in a reason phrase, what is no UTF-8 and control characters are replaced',
    why: 'undici reads it as UTF-8, and Node writes no control character. It has no meaning for a program (RFC 9112 4).',
    apply: (direct) => ({
      ...direct,
      information: direct.information.map((one) => ({ ...one, start: writable(one.start) })),
      response: { ...direct.response, start: writable(direct.response.start) },
    }),
  },
  {
    name: 'of a reason phrase that comes in two packets, the first part is lost',
    why: 'undici keeps the last part only. It has no meaning for a program (RFC 9112 4), but it is a loss.',
    apply: (direct, { through, isInPieces }) => {
      if (!isInPieces) return direct
      return {
        ...direct,
        information: direct.information.map((one, i) => withEndOfReason(one, through.information[i])),
        response: withEndOfReason(direct.response, through.response),
      }
    },
  },
  {
    name: 'x-throughline-id is added',
    why: 'config.md, Headers: the exchange’s id, behind the upstream’s fields.',
    apply: onResponse((response, { through }) => {
      const id = through.response.fields.findLast((field) => /^x-throughline-id: [0-9a-f]{8}-[0-9a-z]+$/.test(field))
      return { ...response, fields: [...response.fields, id ?? 'x-throughline-id: (an id)'] }
    }),
  },
  {
    name: 'the client’s connection has fields of its own',
    why: 'They are this hop’s (RFC 9112 9.3): kept alive unless the client ends it, in chunks where the length is open.',
    apply: (direct, { sent }) => {
      const isLast = fieldValues(sent, 'connection').some((value) => /(?:^|,)\s*close\s*(?:,|$)/i.test(value))
      const own = isLast ? ['Connection: close'] : ['Connection: keep-alive', 'Keep-Alive: timeout=65']
      const { response } = direct
      const framing = response.framing === 'chunked' ? ['Transfer-Encoding: chunked'] : []
      return {
        ...direct,
        response: { ...response, fields: [...response.fields, ...own, ...framing] },
        ending: isLast ? 'end' : 'open',
      }
    },
  },
]

/** What is to be seen through the gateway, and the names of the rules that changed something. */
export function foretell(direct: Observation, context: Context): { expected: Observation; used: string[] } {
  const used: string[] = []
  let expected = direct
  for (const { name, apply } of transparencyRules) {
    const next = apply(expected, context)
    if (!isSame(next, expected)) used.push(name)
    expected = next
  }
  return { expected, used }
}

/** No rule touches a body's bytes. */
function isSame(a: Observation, b: Observation): boolean {
  const text = (observation: Observation) =>
    JSON.stringify(observation, (key, value: unknown) => (key === 'body' ? undefined : value))
  return text(a) === text(b)
}

/** Lines for a reader, to compare two observations by. */
export function describeObservation({ request, information, response, ending }: Observation) {
  return {
    upstreamGot: request ? describeMessage(request) : ['(nothing)'],
    clientGot: [...information.flatMap(describeMessage), ...describeMessage(response), `(connection: ${ending})`],
  }
}
