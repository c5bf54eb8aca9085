// Opens a JSON file of the app's data folder through electron-store, checked by a zod schema.
import { join } from 'node:path'
import Store from 'electron-store'
import type { z } from 'zod'
import { CallError } from '../../shared/errors.ts'
import { setAsideDamaged } from './set-aside-damaged.ts'

export interface JsonStore<Content> {
  readonly content: Content
  /** Other keys stay in the file as they are. @throws CallError file_error; the content is unchanged then */
  update(changes: Partial<Content>): void
  /** Where the file that was found was moved to because it was damaged, else null. */
  readonly setAside: string | null
}

export interface JsonStoreOptions<Schema extends z.ZodType<Record<string, unknown>>> {
  /** Absolute. */
  folder: string
  /** Without `.json`. */
  name: string
  /** Must accept `{}`: the content where there is no file. */
  schema: Schema
}

/** @throws CallError file_error when the file cannot be read */
export function openJsonStore<Schema extends z.ZodType<Record<string, unknown>>>({
  folder,
  name,
  schema,
}: JsonStoreOptions<Schema>): JsonStore<z.output<Schema>> {
  const path = join(folder, `${name}.json`)
  const accepts = (content: unknown) => schema.safeParse(content).success
  const setAside = attempt(path, 'read', () => setAsideDamaged(path, accepts))
  const store = attempt(
    path,
    'read',
    () => new Store({ cwd: folder, name, accessPropertiesByDotNotation: false, configFileMode: 0o600 }),
  )
  let content = schema.parse(store.store)
  return {
    get content() {
      return content
    },
    update(changes) {
      attempt(path, 'written', () => store.set(changes))
      content = { ...content, ...changes }
    },
    setAside,
  }
}

function attempt<Value>(path: string, done: 'read' | 'written', action: () => Value): Value {
  try {
    return action()
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new CallError('file_error', `${path} could not be ${done}${code === undefined ? '' : `: ${code}`}.`, {
      cause,
    })
  }
}
