// The client key: every place where it may stand, and that neither it nor a wrong one goes any further.
import { describe, expect, it } from 'vitest'
import { checkClientKey, clientKeyPlaces, keyCarriers } from '../../../src/main/gateway/auth.ts'
import { headOf } from './received-head.ts'
import { routeOf } from './route-config.ts'

const masterKey = 'sk-master:1234'
const settings = { master_key: masterKey }

/** Where the key may stand on a route with these keys. */
function placesOf(route: Record<string, unknown> = {}, keyHeaderName: string | null = null) {
  return clientKeyPlaces(routeOf({ auth: true, ...route }, settings), keyHeaderName)
}

const plain = placesOf()
const langfuse = placesOf({ custom_auth_parser: 'langfuse' })
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('the key is found in', () => {
  it.each([
    'x-litellm-api-key',
    'Authorization',
    'API-Key',
    'x-api-key',
    'x-goog-api-key',
    'Ocp-Apim-Subscription-Key',
  ])('%s, in any case', (name) => {
    for (const written of [name, name.toLowerCase(), name.toUpperCase()]) {
      expect(checkClientKey(headOf(written, masterKey), plain, masterKey)).toBeNull()
    }
  })

  it('the header that the route names, in any case', () => {
    const places = placesOf({ headers: { litellm_user_api_key: 'X-Team-Key' } })
    expect(checkClientKey(headOf('x-TEAM-key', masterKey), places, masterKey)).toBeNull()
  })

  it.each(['Bearer', 'bearer', 'Basic'])('Authorization with the prefix %s', (scheme) => {
    expect(checkClientKey(headOf('Authorization', `${scheme} ${masterKey}`), plain, masterKey)).toBeNull()
  })

  it('nothing but the header of litellm_key_header_name where that is set', () => {
    const places = placesOf({ headers: { litellm_user_api_key: 'X-Team-Key' } }, 'X-Company-Key')
    expect(checkClientKey(headOf('x-company-key', masterKey), places, masterKey)).toBeNull()
    expect(checkClientKey(headOf('X-Company-Key', `Bearer ${masterKey}`), places, masterKey)).toBeNull()
    for (const other of ['Authorization', 'x-litellm-api-key', 'X-Team-Key']) {
      expect(checkClientKey(headOf(other, masterKey), places, masterKey)?.type).toBe('auth_error')
    }
  })

  it('no other header', () => {
    for (const name of ['Cookie', 'X-Key', 'Proxy-Authorization', 'x-pass-authorization']) {
      expect(checkClientKey(headOf(name, masterKey), plain, masterKey)?.type).toBe('auth_error')
    }
  })
})

describe('the first place that is there decides', () => {
  const order = [
    'x-litellm-api-key',
    'authorization',
    'api-key',
    'x-api-key',
    'x-goog-api-key',
    'ocp-apim-subscription-key',
    'x-team-key',
  ]
  const places = placesOf({ headers: { litellm_user_api_key: 'X-Team-Key' } })

  it.each(order.slice(1).map((later, i) => [order[i] as string, later]))('%s before %s', (earlier, later) => {
    expect(checkClientKey(headOf(later, 'wrong', earlier, masterKey), places, masterKey)).toBeNull()
    expect(checkClientKey(headOf(later, masterKey, earlier, 'wrong'), places, masterKey)?.type).toBe('auth_error')
  })
})

describe('Langfuse’s parser', () => {
  it('takes the user name of Basic auth', () => {
    expect(checkClientKey(headOf('Authorization', basic('sk-1:anything:else')), langfuse, 'sk-1')).toBeNull()
  })

  it('takes a Bearer key as any route does', () => {
    expect(checkClientKey(headOf('Authorization', 'Bearer sk-1'), langfuse, 'sk-1')).toBeNull()
  })

  it('refuses the key as a password', () => {
    expect(checkClientKey(headOf('Authorization', basic('user:sk-1')), langfuse, 'sk-1')?.type).toBe('auth_error')
  })

  it('calls an empty user name malformed', () => {
    expect(checkClientKey(headOf('Authorization', basic(':sk-1')), langfuse, 'sk-1')?.message).toContain('malformed')
  })

  it('is not used on other routes: there Basic carries the key as it stands', () => {
    expect(checkClientKey(headOf('Authorization', basic('sk-1:x')), plain, 'sk-1')?.type).toBe('auth_error')
  })
})

describe('is refused', () => {
  it('when it is missing, saying where it may stand', () => {
    const refusal = checkClientKey(headOf('A', 'b'), plain, masterKey)
    expect(refusal).toMatchObject({ type: 'auth_error', message: expect.stringContaining('x-litellm-api-key') })
  })

  it.each([
    ['empty', ''],
    ['blank', '  '],
    ['wrong', 'sk-other'],
    ['longer', `${masterKey}5`],
    ['shorter', masterKey.slice(0, -1)],
    ['in another case', masterKey.toUpperCase()],
    ['with the prefix twice', `Bearer Bearer ${masterKey}`],
    ['a scheme alone', 'Bearer'],
  ])('when it is %s', (_name, value) => {
    expect(checkClientKey(headOf('Authorization', value), plain, masterKey)?.type).toBe('auth_error')
  })

  it('whatever it is when no master key is set', () => {
    for (const value of ['', 'null', 'undefined', masterKey]) {
      expect(checkClientKey(headOf('Authorization', value), plain, null)?.type).toBe('auth_error')
    }
  })

  it('in a message that never repeats it', () => {
    for (const value of ['sk-wrong-one', `Bearer sk-wrong-one`, basic('sk-wrong-one:x')]) {
      for (const places of [plain, langfuse]) {
        const message = checkClientKey(headOf('Authorization', value), places, masterKey)?.message ?? ''
        expect(message).not.toBe('')
        expect(message).not.toContain('wrong-one')
        expect(message).not.toContain(value)
        expect(message).not.toContain(masterKey)
      }
    }
  })
})

describe('what carried the key is withheld', () => {
  it('in every place at once', () => {
    const head = headOf('Authorization', `Bearer ${masterKey}`, 'X', masterKey, 'x-API-key', masterKey)
    expect(keyCarriers(head, plain, masterKey)).toEqual(['authorization', 'x', 'x-api-key'])
  })

  it('in a library’s own header too', () => {
    const head = headOf('Authorization', basic('sk-1:secret'), 'X-Langfuse-Public-Key', 'sk-1')
    expect(keyCarriers(head, langfuse, 'sk-1')).toEqual(['authorization', 'x-langfuse-public-key'])
  })

  it('but not where the key is part of something longer, or begins like it', () => {
    const head = headOf('X-Note', `not ${masterKey}x`, 'X-Trace', masterKey.slice(0, -1), 'X-Other', `${masterKey}0`)
    expect(keyCarriers(head, plain, masterKey)).toEqual([])
  })

  it('and another credential in such a place is not', () => {
    const head = headOf('Authorization', 'Bearer sk-upstream', 'x-litellm-api-key', masterKey)
    expect(keyCarriers(head, plain, masterKey)).toEqual(['x-litellm-api-key'])
  })

  it('where it is the user name of Basic auth', () => {
    expect(keyCarriers(headOf('Authorization', basic('sk-1:x')), langfuse, 'sk-1')).toEqual(['authorization'])
  })

  it('and so is the route’s own key header, whatever it holds', () => {
    const places = placesOf({ headers: { litellm_user_api_key: 'X-Team-Key' } })
    expect(keyCarriers(headOf('X-Team-Key', 'something'), places, masterKey)).toEqual(['x-team-key'])
    const replaced = placesOf({ headers: { litellm_user_api_key: 'X-Team-Key' } }, 'X-Company-Key')
    expect(keyCarriers(headOf('X-Team-Key', 'something'), replaced, masterKey)).toEqual(['x-team-key'])
  })
})
