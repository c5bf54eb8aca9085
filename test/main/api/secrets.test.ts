// The calls that keep secrets: all of a .env file or none, credentials moved out of the config, nothing answered back.
import { describe, expect, it } from 'vitest'
import { moveLiterals } from '../../../src/main/api/move-literals.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createSecretStore, type SavedSecret } from '../../../src/main/secrets/secret-store.ts'
import { CallError } from '../../../src/shared/errors.ts'
import { createAesKeychain } from '../secrets/aes-keychain.ts'

async function open(environment: Record<string, string> = {}) {
  const keychain = createAesKeychain()
  const file: { saved: readonly SavedSecret[]; isFull: boolean } = { saved: [], isFull: false }
  const secrets = createSecretStore({
    keychain,
    persistence: {
      read: () => file.saved,
      write(next) {
        if (file.isFull) throw new CallError('file_error', 'The disk is full.')
        file.saved = next
      },
    },
  })
  await secrets.ready
  const variables = createVariables({ secrets, environment })
  const values = () => Object.fromEntries(secrets.list().map(({ name }) => [name, secrets.get(name)?.value]))
  return { keychain, file, secrets, variables, values }
}

describe('moving credentials out of the config', () => {
  const found = [
    { key: 'routes[0].headers.Authorization', value: 'sk-one' },
    { key: 'routes[1].headers.Authorization', value: 'sk-one' },
    { key: 'routes[2].headers.x-api-key', value: 'sk-two' },
    { key: 'routes[3].headers.x-api-key', value: 'sk\nthree' },
  ] as const
  const [one, same, two, broken] = found
  const choose = (...chosen: [{ key: string }, name: string][]) => chosen.map(([{ key }, name]) => ({ key, name }))

  it('keeps each, then rewrites the text', async () => {
    const { secrets, variables, values } = await open()
    let atRewrite = {}
    await moveLiterals(
      { secrets, variables },
      {
        found,
        chosen: choose([one, 'KEY'], [same, 'KEY'], [two, 'OTHER']),
        keepIn: 'keychain',
        rewrite: async () => {
          atRewrite = values()
        },
      },
    )
    expect(atRewrite).toEqual({ KEY: 'sk-one', OTHER: 'sk-two' })
    expect(secrets.list().map(({ source }) => source)).toEqual(['keychain', 'keychain'])
  })

  it('takes back what was newly kept where the text cannot be written, and no more', async () => {
    const { secrets, variables, values, file } = await open()
    await secrets.set('KEY', 'sk-one', 'keychain')
    const saved = file.saved
    const move = moveLiterals(
      { secrets, variables },
      {
        found,
        chosen: choose([one, 'KEY'], [two, 'OTHER']),
        keepIn: 'keychain',
        rewrite: () => Promise.reject(new CallError('file_error', 'The file is read-only.')),
      },
    )
    await expect(move).rejects.toMatchObject({ code: 'file_error', message: 'The file is read-only.' })
    expect(values()).toEqual({ KEY: 'sk-one' })
    expect(file.saved).toEqual(saved)
  })

  it.each([
    ['a name that stands for another secret', choose([two, 'KEPT']), 'invalid_input'],
    ['a name that the environment sets otherwise', choose([two, 'SET']), 'invalid_input'],
    ['one name for two credentials', choose([one, 'KEY'], [two, 'KEY']), 'invalid_input'],
    ['a value that no secret can have', choose([broken, 'KEY']), 'invalid_input'],
    ['what is no longer there', choose([{ key: 'routes[9].headers.x' }, 'KEY']), 'conflict'],
  ])('refuses %s before anything is done', async (_what, chosen, code) => {
    const { secrets, variables, values } = await open({ SET: 'sk-environment' })
    await secrets.set('KEPT', 'sk-kept', 'keychain')
    let isRewritten = false
    const move = moveLiterals(
      { secrets, variables },
      {
        found,
        chosen,
        keepIn: 'keychain',
        rewrite: async () => {
          isRewritten = true
        },
      },
    )
    await expect(move).rejects.toMatchObject({ code })
    await expect(move).rejects.not.toMatchObject({ message: expect.stringContaining('sk-') })
    expect(values()).toEqual({ KEPT: 'sk-kept' })
    expect(isRewritten).toBe(false)
  })

  it('leaves the text alone where the keychain does not take them', async () => {
    const { secrets, variables, values, keychain } = await open()
    keychain.available = false
    let isRewritten = false
    const move = moveLiterals(
      { secrets, variables },
      {
        found,
        chosen: choose([one, 'KEY']),
        keepIn: 'keychain',
        rewrite: async () => {
          isRewritten = true
        },
      },
    )
    await expect(move).rejects.toMatchObject({ code: 'keychain_unavailable' })
    expect(values()).toEqual({})
    expect(isRewritten).toBe(false)
  })
})
