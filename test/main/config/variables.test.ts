// What `os.environ/NAME` stands for, where it is looked up, and when.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasBrokenReference, parseTemplate, renderTemplate } from '../../../src/main/config/template.ts'
import { createVariables, type SecretLookup } from '../../../src/main/config/variables.ts'

type Secret = ReturnType<SecretLookup['get']>

const secretsOf = (secrets: Record<string, Secret>): SecretLookup => ({
  get: (name) => (Object.hasOwn(secrets, name) ? secrets[name] : undefined),
})

describe('a variable', () => {
  const everywhere = {
    secrets: secretsOf({ KEY: { value: 'from keychain', source: 'keychain' } }),
    environment: { KEY: 'from environment' },
    envFile: new Map([['KEY', 'from .env']]),
  }

  it('is a secret first, then of the environment, then of the .env file', () => {
    const { secrets: _, ...withoutSecrets } = everywhere
    expect(createVariables(everywhere).get('KEY')).toEqual({ value: 'from keychain', source: 'keychain' })
    expect(createVariables(withoutSecrets).get('KEY')).toEqual({ value: 'from environment', source: 'environment' })
    expect(createVariables({ ...withoutSecrets, environment: {} }).get('KEY')).toEqual({
      value: 'from .env',
      source: 'env-file',
    })
  })

  it('kept in memory answers as one of the keychain does', () => {
    const secrets = secretsOf({ KEY: { value: 'for now', source: 'memory' } })
    expect(createVariables({ ...everywhere, secrets }).get('KEY')).toEqual({ value: 'for now', source: 'memory' })
  })

  it('that cannot be decrypted does not fall through to another key', () => {
    const secrets = secretsOf({ KEY: { value: null, source: 'unreadable' } })
    expect(createVariables({ ...everywhere, secrets }).get('KEY')).toEqual({ value: null, source: 'unreadable' })
  })

  it('set nowhere is missing', () => {
    expect(createVariables({ ...everywhere }).get('OTHER')).toEqual({ value: null, source: 'missing' })
    expect(createVariables({ environment: {} }).get('KEY')).toEqual({ value: null, source: 'missing' })
  })

  it('that is empty is missing: it would be an empty credential', () => {
    expect(createVariables({ environment: { KEY: '' } }).get('KEY')).toEqual({ value: null, source: 'missing' })
    expect(createVariables({ environment: { KEY: '' }, envFile: new Map([['KEY', 'x']]) }).get('KEY')).toEqual({
      value: 'x',
      source: 'env-file',
    })
    expect(createVariables({ environment: {}, envFile: new Map([['KEY', '']]) }).get('KEY')).toEqual({
      value: null,
      source: 'missing',
    })
  })

  it.each([
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
  ])('named %s is no more set than another', (name) => {
    for (const environment of [{}, process.env]) {
      const variables = createVariables({ environment, envFile: new Map(Object.entries({})) })
      expect(variables.get(name)).toEqual({ value: null, source: 'missing' })
      expect(variables.inEnvironment(name)).toBeNull()
    }
  })

  it('is looked up each time, so that a change takes effect at once', () => {
    const secrets: Record<string, Secret> = {}
    const environment: Record<string, string | undefined> = { KEY: 'one' }
    const variables = createVariables({ secrets: secretsOf(secrets), environment })
    const template = parseTemplate('Bearer os.environ/KEY')
    expect(renderTemplate(template, variables)).toBe('Bearer one')
    environment.KEY = 'two'
    expect(renderTemplate(template, variables)).toBe('Bearer two')
    secrets.KEY = { value: 'three', source: 'keychain' }
    expect(renderTemplate(template, variables)).toBe('Bearer three')
    secrets.KEY = { value: null, source: 'unreadable' }
    expect(renderTemplate(template, variables)).toEqual({ name: 'KEY', reason: 'unreadable' })
    delete secrets.KEY
    delete environment.KEY
    expect(renderTemplate(template, variables)).toEqual({ name: 'KEY', reason: 'missing' })
  })

  it('says where it is set beside the secrets', () => {
    const variables = createVariables({
      ...everywhere,
      environment: { KEY: 'x', EMPTY: '' },
      envFile: new Map([
        ['KEY', 'x'],
        ['EMPTY', 'x'],
        ['FILE', 'x'],
      ]),
    })
    expect(['KEY', 'EMPTY', 'FILE', 'NONE'].map(variables.inEnvironment)).toEqual([
      'environment',
      'env-file',
      'env-file',
      null,
    ])
  })
})

describe('a value with variables', () => {
  const variables = createVariables({ environment: { A: 'one', B: 'two', _c3: 'three', TRUE: 'true' } })

  it.each([
    ['plain', 'plain', []],
    ['', '', []],
    ['os.environ/A', 'one', ['A']],
    ['Bearer os.environ/A', 'Bearer one', ['A']],
    ['Basic os.environ/A:os.environ/B', 'Basic one:two', ['A', 'B']],
    ['os.environ/Aos.environ/B', null, ['Aos']],
    ['os.environ/A/os.environ/A', 'one/one', ['A']],
    ['x-os.environ/_c3-y', 'x-three-y', ['_c3']],
    ['os.environ/TRUE', 'true', ['TRUE']],
    ['OS.ENVIRON/A', 'OS.ENVIRON/A', []],
    ['$A %A%', '$A %A%', []],
  ])('%j becomes %j', (source, value, names) => {
    const template = parseTemplate(source)
    expect(template.variables).toEqual(names)
    expect(renderTemplate(template, variables)).toEqual(value ?? { name: names[0], reason: 'missing' })
  })

  it('names the first that is missing, and gives nothing', () => {
    expect(renderTemplate(parseTemplate('os.environ/A os.environ/NONE os.environ/NEITHER'), variables)).toEqual({
      name: 'NONE',
      reason: 'missing',
    })
  })

  it('does not look into the values', () => {
    const nested = createVariables({ environment: { A: 'os.environ/B', B: 'two' } })
    expect(renderTemplate(parseTemplate('os.environ/A'), nested)).toBe('os.environ/B')
  })

  it.each([
    'os.environ/',
    'Bearer os.environ/ x',
    'os.environ/1A',
    'os.environ/-',
    'os.environ/A os.environ/',
  ])('is broken where %j names none', (source) => {
    expect(hasBrokenReference(parseTemplate(source))).toBe(true)
  })

  it('is put together from its parts, whatever they are', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
    // What follows a name must not go on with it.
    const literal = fc.string().map((text) => ` ${text.replaceAll('os.environ/', '')} `)
    fc.assert(
      fc.property(literal, fc.array(fc.tuple(name, literal, fc.string({ minLength: 1 }))), (start, parts) => {
        const values = new Map(parts.map(([variable, , value]) => [variable, value]))
        const environment = Object.fromEntries(values)
        const source = start + parts.map(([variable, after]) => `os.environ/${variable}${after}`).join('')
        const expected = start + parts.map(([variable, after]) => values.get(variable) + after).join('')
        expect(renderTemplate(parseTemplate(source), createVariables({ environment }))).toBe(expected)
      }),
    )
  })
})
