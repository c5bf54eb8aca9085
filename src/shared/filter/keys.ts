// The filters that can be written before a colon, what each takes, and how each is described.

export const filterOperators = [':', '*:', '>', '>=', '<', '<='] as const
export type FilterOperator = (typeof filterOperators)[number]

/** `pattern`: text where `*` stands for any characters; `choice`: one of a few words. */
export type FilterKeyKind = 'text' | 'pattern' | 'status' | 'number' | 'type' | 'choice' | 'time' | 'header' | 'body'

export interface FilterKey {
  kind: FilterKeyKind
  operators: readonly FilterOperator[]
  /** What it looks at, for the completion's second column. */
  hint: string
  example: string
}

const textOperators = [':', '*:'] as const
const numberOperators = ['>=', '>', '<', '<=', ':'] as const

/** In the order in which completion offers them. */
export const filterKeys = {
  status: { kind: 'status', operators: numberOperators, hint: 'Status code, also 4xx', example: 'status>=400' },
  method: { kind: 'text', operators: textOperators, hint: 'Request method', example: 'method:POST' },
  path: { kind: 'pattern', operators: textOperators, hint: 'Path, * matches any', example: 'path*:chat' },
  route: { kind: 'pattern', operators: textOperators, hint: 'Matched route', example: 'route:/v1/rerank' },
  host: {
    kind: 'pattern',
    operators: textOperators,
    hint: 'Upstream, with or without port',
    example: 'host:*.example.com',
  },
  model: { kind: 'pattern', operators: textOperators, hint: 'Model, * matches any', example: 'model:gpt-5*' },
  type: { kind: 'type', operators: textOperators, hint: 'What the response is', example: 'type:sse' },
  outcome: { kind: 'choice', operators: textOperators, hint: 'How it ended', example: 'outcome:timeout' },
  is: { kind: 'choice', operators: [':'], hint: 'Its state and where it came from', example: 'is:pinned' },
  size: { kind: 'number', operators: numberOperators, hint: 'Response size', example: 'size>1mb' },
  duration: { kind: 'number', operators: numberOperators, hint: 'From request to end', example: 'duration>2s' },
  ttft: { kind: 'number', operators: numberOperators, hint: 'Time to first token', example: 'ttft>1s' },
  tokens: { kind: 'number', operators: numberOperators, hint: 'Tokens in + out', example: 'tokens>4k' },
  cost: { kind: 'number', operators: numberOperators, hint: 'Cost in USD', example: 'cost>0.05' },
  body: { kind: 'body', operators: ['*:'], hint: 'A body contains', example: 'body*:"rate limit"' },
  header: { kind: 'header', operators: textOperators, hint: 'A header, sent or received', example: 'header[x-id]:abc' },
  after: { kind: 'time', operators: [':'], hint: 'Received at or after', example: 'after:14:30' },
  before: { kind: 'time', operators: [':'], hint: 'Received before', example: 'before:14:30' },
} as const satisfies Record<string, FilterKey>

export type FilterKeyName = keyof typeof filterKeys
export const filterKeyNames = Object.keys(filterKeys) as FilterKeyName[]

/** In lower case. */
export function isFilterKey(name: string): name is FilterKeyName {
  return Object.hasOwn(filterKeys, name)
}
