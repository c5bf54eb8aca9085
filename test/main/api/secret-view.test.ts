// What the window sees of secrets: the kept ones and the named ones, where each comes from, and who uses it.
import { expect, it } from 'vitest'
import { secretsState } from '../../../src/main/api/secret-view.ts'
import { createVariables } from '../../../src/main/config/variables.ts'
import { createSecretStore } from '../../../src/main/secrets/secret-store.ts'
import { secretsStateSchema } from '../../../src/shared/secret.ts'
import { createAesKeychain } from '../secrets/aes-keychain.ts'
import { openTestConfig } from './test-config.ts'

it('unites the secrets kept and the variables named', async () => {
  const config = await openTestConfig(`
general_settings:
  master_key: os.environ/MASTER
  pass_through_endpoints:
    - path: /a
      target: https://a.example.com
      auth: true
      headers: { Authorization: Bearer os.environ/SAVED, X-Again: os.environ/SAVED }
    - path: /b
      target: https://b.example.com/os.environ/IN_FILE
      headers: { Authorization: Bearer os.environ/SAVED, X-Other: os.environ/NOWHERE }
`)
  const secrets = createSecretStore({
    keychain: createAesKeychain(),
    persistence: { read: () => [{ name: 'LOST', ciphertext: 'AAAA', updatedAt: 1 }], write: () => {} },
    now: () => 2,
  })
  await secrets.set('SAVED', 'sk-saved', 'keychain')
  await secrets.set('UNUSED', 'sk-held', 'memory')
  const variables = createVariables({
    secrets,
    environment: { SAVED: 'sk-environment', MASTER: 'sk-master', UNNAMED: 'sk-unnamed' },
    envFile: new Map([['IN_FILE', 'path']]),
  })
  const state = secretsState({ secrets, config, variables })

  expect(secretsStateSchema.parse(state)).toEqual(state)
  expect(state).toEqual({
    keychain: { available: true, name: 'AES' },
    secrets: [
      { name: 'IN_FILE', source: 'env-file', overridesEnvironment: false, usedBy: ['/b'], updatedAt: null },
      { name: 'LOST', source: 'unreadable', overridesEnvironment: false, usedBy: [], updatedAt: 1 },
      { name: 'MASTER', source: 'environment', overridesEnvironment: false, usedBy: ['/a'], updatedAt: null },
      { name: 'NOWHERE', source: 'missing', overridesEnvironment: false, usedBy: ['/b'], updatedAt: null },
      { name: 'SAVED', source: 'keychain', overridesEnvironment: true, usedBy: ['/a', '/b'], updatedAt: 2 },
      { name: 'UNUSED', source: 'memory', overridesEnvironment: false, usedBy: [], updatedAt: 2 },
    ],
  })
  expect(JSON.stringify(state)).not.toContain('sk-')
})
