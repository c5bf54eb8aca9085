// Completion offers what can be written at the cursor: keys, operators and what is in the list.
import { describe, expect, it } from 'vitest'
import { completeFilter, type KnownValues, parseFilter } from '../../../src/shared/filter/filter.ts'

const known: KnownValues = {
  routes: ['/v1/chat', '/v1/rerank', '/rerank'],
  hosts: ['api.cohere.com:443'],
  models: ['rerank-v3.5', 'my model'],
  methods: ['POST', 'PURGE'],
  paths: ['/v1/chat/completions', '/health'],
  headerNames: ['x-id', 'content-type'],
}

/** The cursor is at the | in the text; the labels of what is offered. */
function complete(marked: string) {
  const cursor = marked.indexOf('|')
  const text = marked.slice(0, cursor) + marked.slice(cursor + 1)
  const completions = completeFilter(text, cursor, known)
  return {
    labels: completions.map(({ label }) => label),
    /** The text with the completion of this label taken. */
    take(label: string) {
      const taken = completions.find((completion) => completion.label === label)
      return taken && text.slice(0, taken.start) + taken.insert + text.slice(taken.end)
    },
  }
}

describe('keys', () => {
  it('are all offered where nothing is typed', () => {
    expect(complete('|').labels.slice(0, 3)).toEqual(['status>=', 'method:', 'path:'])
    expect(complete('chat |').labels).toHaveLength(complete('|').labels.length)
    expect(complete('-|').take('host:')).toBe('-host:')
  })

  it('come with those that begin with the word before those that contain it', () => {
    expect(complete('t|').labels.slice(0, 3)).toEqual(['type:', 'ttft>=', 'tokens>='])
    expect(complete('t|').labels).toContain('path:')
    expect(complete('a -ho|st').take('host:')).toBe('a -host:')
  })

  it('come with all their operators once they are typed', () => {
    expect(complete('path|').labels.slice(0, 2)).toEqual(['path:', 'path*:'])
    expect(complete('path*|').labels).toEqual(['path*:'])
    expect(complete('size|').labels).toEqual(['size>=', 'size>', 'size<', 'size<=', 'size:'])
  })

  it('have hints', () => {
    expect(completeFilter('ttf', 3, known)).toEqual([
      { insert: 'ttft>=', start: 0, end: 3, label: 'ttft>=', hint: 'Time to first token' },
    ])
  })
})

describe('values', () => {
  it.each([
    ['method:|', ['POST', 'PURGE', 'GET', 'PUT', 'PATCH', 'DELETE']],
    ['route:re|', ['/v1/rerank', '/rerank']],
    ['route:/r|', ['/rerank', '/v1/rerank']],
    ['path*:/h|', ['/health']],
    ['host:coh|', ['api.cohere.com:443']],
    ['-status>=5|', ['5xx', '500', '502', '503', '504']],
    ['type:x|', ['xml']],
    ['outcome:c|', ['client_closed']],
    ['is:p|', ['pinned', 'replay', 'import']],
    ['after:|', []],
    ['body*:a|', []],
    ['stauts:|', []],
  ])('of %s', (text, labels) => {
    expect(complete(text).labels.slice(0, Math.max(labels.length, 1))).toEqual(labels)
  })

  it('take the place of the whole value and leave the rest', () => {
    expect(complete('a method:P|OS b').take('PURGE')).toBe('a method:PURGE b')
  })

  it('are quoted where they need it', () => {
    expect(complete('model:my|').take('my model')).toBe('model:"my model"')
    expect(complete('model:"my m|').take('my model')).toBe('model:"my model"')
    expect(complete('model:"my| status:200').take('my model')).toBe('model:"my model" status:200')
  })

  it('are not offered when they are already there', () => {
    expect(complete('route:/rerank|').labels).toEqual(['/v1/rerank'])
  })

  it('are offered as whole terms for a bare word', () => {
    expect(complete('rera|').labels).toEqual(['route:/v1/rerank', 'route:/rerank', 'model:rerank-v3.5'])
    expect(complete('my|').take('model:"my model"')).toBe('model:"my model"')
    expect(complete('"rera|').labels).toEqual([])
  })
})

describe('headers', () => {
  it('are offered by name, then their operators', () => {
    expect(complete('head|').take('header[…]')).toBe('header[')
    expect(complete('header[|').labels).toEqual(['header[x-id]', 'header[content-type]'])
    expect(complete('-header[con|').take('header[content-type]')).toBe('-header[content-type]')
    expect(complete('header[x-id]|').labels).toEqual(['header[x-id]:', 'header[x-id]*:'])
    expect(complete('header[x-id]:|').labels).toEqual([])
  })
})

it('offers nothing in front of a token', () => {
  expect(complete('a |b').labels).toEqual([])
})

it('offers only what is valid once its value is typed', () => {
  for (const { insert } of completeFilter('', 0, known)) {
    const key = insert.replace(/\W.*$/, '')
    for (const { insert: value } of completeFilter(insert, insert.length, known)) {
      expect(parseFilter(insert + (key === 'header' ? value.slice(insert.length) : value)).problems).toEqual([])
    }
  }
})
