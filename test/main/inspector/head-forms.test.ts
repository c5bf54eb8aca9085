// Header lists packed beside one like them: what comes out is what was masked, whatever came before.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHeadForms, noForm, unpackHead } from '../../../src/main/inspector/head-forms.ts'
import { packList, unpackList } from '../../../src/main/inspector/heads.ts'
import { createMasking } from '../../../src/main/inspector/masking.ts'
import { mask } from '../../../src/shared/exchange-detail.ts'

const noSecrets: readonly string[] = []

const noNames: ReadonlySet<string> = new Set()

function start(keyNames = () => noNames) {
  const masking = createMasking(keyNames)
  const pack = createHeadForms(masking)
  /** What is shown of the list after it was packed. */
  const show = (list: readonly string[], secrets = noSecrets, keepsAll = false) => {
    const { form, text } = pack(list, secrets, keepsAll)
    return unpackHead(form, text)
  }
  return { masking, pack, show }
}

describe('a list like one before it', () => {
  const list = ['Host', 'a.example', 'Content-Type', 'application/json', 'X-Request-Id', '1']

  it('keeps only what differs', () => {
    const { pack } = start()
    const first = pack(list, noSecrets, false)
    expect(first.form).not.toBe(noForm)
    const second = pack(list.with(5, '2'), noSecrets, false)
    expect(second.form).toBe(first.form)
    expect(second.text.length).toBeLessThan(5)
    expect(unpackHead(second.form, second.text)).toEqual(list.with(5, '2'))
    expect(unpackHead(first.form, first.text)).toEqual(list)
  })

  it('with a name in another case or another order has none of its form', () => {
    const { show } = start()
    show(list)
    expect(show(list.with(0, 'host'))).toEqual(list.with(0, 'host'))
    const turned = [...list.slice(2), ...list.slice(0, 2)]
    expect(show(turned)).toEqual(turned)
  })

  it('keeps no credential, neither in the form nor beside it', () => {
    const { pack } = start()
    for (const key of ['sk-first-0123456789', 'sk-second-0123456789']) {
      const packed = pack(['Host', 'a', 'Authorization', `Bearer ${key}`], noSecrets, false)
      expect(JSON.stringify(packed)).not.toContain(key)
      expect(unpackHead(packed.form, packed.text)).toEqual(['Host', 'a', 'Authorization', `Bearer ${mask}`])
    }
  })

  it('shows a credential where the client’s are kept, and masks it again where they are not', () => {
    const { show } = start()
    const kept = ['Host', 'a', 'Authorization', 'Bearer sk-0123456789']
    expect(show(kept, noSecrets, true)).toEqual(kept)
    expect(show(kept)).toEqual(['Host', 'a', 'Authorization', `Bearer ${mask}`])
    expect(show(kept, noSecrets, true)).toEqual(kept)
  })

  it('is masked anew where another value is secret, though nothing else differs', () => {
    const { show } = start()
    const answer = ['X-Echo', 'old-secret new-secret']
    expect(show(answer, ['old-secret'])).toEqual(['X-Echo', `${mask} new-secret`])
    expect(show(answer, ['new-secret'])).toEqual(['X-Echo', `old-secret ${mask}`])
    expect(show(answer)).toEqual(answer)
    expect(show(answer, ['old-secret'])).toEqual(['X-Echo', `${mask} new-secret`])
  })

  it('is masked anew where the config names another key header', () => {
    let names = noNames
    const { show } = start(() => names)
    const sent = ['X-Company-Key', 'company-key-value']
    expect(show(sent)).toEqual(sent)
    names = new Set(['x-company-key'])
    expect(show(sent)).toEqual(['X-Company-Key', mask])
  })
})

describe('lists that are all unlike', () => {
  it('get few forms', () => {
    const { pack } = start()
    const forms = new Set(Array.from({ length: 800 }, (_, i) => pack([`X-${i}`, 'value'], noSecrets, false).form))
    expect(forms.size).toBeLessThanOrEqual(101)
  })

  it('with more headers than a place can name are kept whole', () => {
    const { show } = start()
    const long = Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? `X-${i}` : `value ${i}`))
    expect(show(long)).toEqual(long)
    expect(show(long.with(599, 'last'))).toEqual(long.with(599, 'last'))
  })

  it('may be empty', () => {
    const { show } = start()
    expect(show([])).toEqual([])
    expect(show(['A', ''])).toEqual(['A', ''])
    expect(show([])).toEqual([])
  })
})

it('shows what masking alone shows, whatever lists came in whatever order', () => {
  const secrets = ['secret-one', 'secret-two']
  const value = fc.oneof(
    fc.constantFrom('', 'a', 'text/plain', 'Bearer secret-one', 'x secret-two y', 'a=secret-one; b=2', 'ÿ é'),
    fc.string({ maxLength: 12 }).map((text) => text.replace(/[^\x20-\x7e]/g, '-')),
  )
  const names = fc.constantFrom(
    ['Host', 'Accept'],
    ['Host', 'Authorization', 'Cookie'],
    ['Set-Cookie', 'Set-Cookie', 'Location'],
    ['Date', 'X-Request-Id', 'Content-Type', 'Server'],
  )
  const list = names.chain((each) =>
    fc.tuple(...each.map(() => value)).map((values) => each.flatMap((name, i) => [name, values[i] as string])),
  )
  const step = fc.record({
    list,
    secrets: fc.constantFrom([], ['secret-one'], ['secret-two'], secrets),
    keepsAll: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { masking, show } = start()
      for (const { list, secrets, keepsAll } of steps) {
        const used = keepsAll ? [] : secrets
        const masked = keepsAll ? list : masking.headers(list, used)
        expect(show(list, used, keepsAll)).toEqual(unpackList(packList(masked)))
      }
    }),
    { numRuns: 200 },
  )
})
