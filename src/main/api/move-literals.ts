// Moves credentials out of the config's text: each is kept as a secret first, then the text names it.
import { CallError } from '../../shared/errors.ts'
import { secretValueSchema } from '../../shared/secret.ts'
import type { Services } from './services.ts'

interface Move {
  /** What stands in the text, by its key. */
  found: readonly { key: string; value: string }[]
  chosen: readonly { key: string; name: string }[]
  keepIn: 'keychain' | 'memory'
  /** Writes `os.environ/NAME` in the place of each; gets the value that each name now stands for. */
  rewrite: (values: ReadonlyMap<string, string>) => Promise<unknown>
}

/**
 * Where the text cannot be written, what was newly kept is taken back.
 * @throws CallError conflict, invalid_input, keychain_unavailable or what `rewrite` throws; nothing has changed then
 */
export async function moveLiterals(
  { secrets, variables }: Pick<Services, 'secrets' | 'variables'>,
  { found, chosen, keepIn, rewrite }: Move,
): Promise<void> {
  const values = valuesByName(found, chosen)
  const added = newSecrets(variables, values)
  if (added.length > 0) await secrets.setAll(added, keepIn)
  try {
    await rewrite(values)
  } catch (error) {
    if (added.length > 0) await secrets.deleteAll(added.map(({ name }) => name))
    throw error
  }
}

/** The same name may be given to several places, if the same credential stands there. */
function valuesByName(found: Move['found'], chosen: Move['chosen']): Map<string, string> {
  const byKey = new Map(found.map(({ key, value }) => [key, value]))
  const byName = new Map<string, string>()
  for (const { key, name } of chosen) {
    const value = byKey.get(key)
    if (value === undefined) throw new CallError('conflict', `${key} no longer holds a credential.`)
    if (!secretValueSchema.safeParse(value).success) {
      throw new CallError('invalid_input', `${key} holds a value that no secret can have.`)
    }
    if ((byName.get(name) ?? value) !== value) {
      throw new CallError('invalid_input', `${name} is chosen for two different credentials. Choose another name.`)
    }
    byName.set(name, value)
  }
  return byName
}

/** Those not kept yet. A name that stands for another value already is refused: its routes would get this one. */
function newSecrets(variables: Services['variables'], values: ReadonlyMap<string, string>) {
  return [...values].flatMap(([name, value]) => {
    const current = variables.get(name)
    if (current.source === 'missing') return [{ name, value }]
    if (current.value !== value) {
      throw new CallError('invalid_input', `${name} is set to another value already. Choose another name.`)
    }
    return current.source === 'keychain' || current.source === 'memory' ? [] : [{ name, value }]
  })
}
