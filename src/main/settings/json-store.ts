// Opens a JSON file of the app's data folder through electron-store, or its base where there is no Electron, checked by a zod schema.
import { join } from 'node:path'
import type { z } from 'zod'
import { CallError } from '../../shared/errors.ts'
import { setAsideDamaged } from './set-aside-damaged.ts'

type Stored = Record<string, unknown>

export interface JsonStore<Content> {
  readonly content: Content
  /**
   * What the schema does not know stays in the file as it is, in the objects that change too: a newer version of the
   * app may have written it.
   * @throws CallError file_error; the content is unchanged then
   */
  update(changes: Partial<Content>): void
  /** Where the file that was found was moved to because it was damaged, else null. */
  readonly setAside: string | null
}

/** What writes the file, as a whole or not at all: electron-store, or conf, which that is made of. */
type StoreClass = new (options: {
  cwd: string
  /** Without `.json`; conf's word for it is the second. */
  name: string
  configName: string
  accessPropertiesByDotNotation: boolean
  configFileMode: number
}) => { store: Stored; set(values: Stored): void }

/** Where the files are kept, and by what. */
export interface DataFolder {
  /** Absolute. */
  readonly folder: string
  readonly Store: StoreClass
}

export interface JsonStoreOptions<Schema extends z.ZodType<Stored>> extends DataFolder {
  /** Without `.json`. */
  name: string
  /** Must accept `{}`: the content where there is no file. */
  schema: Schema
  /** Brings what an older app has written into today's form; the same object where it is that already. */
  migrate?: (stored: Stored) => Stored
  /** What of the file the schema is to see. */
  readable?: (stored: Stored) => Stored
}

/** @throws CallError file_error when the file cannot be read */
export function openJsonStore<Schema extends z.ZodType<Stored>>({
  folder,
  Store,
  name,
  schema,
  migrate = (stored) => stored,
  readable = (stored) => stored,
}: JsonStoreOptions<Schema>): JsonStore<z.output<Schema>> {
  const path = join(folder, `${name}.json`)
  const accepts = (stored: Stored) => schema.safeParse(readable(migrate(stored))).success
  const setAside = attempt(path, 'read', () => setAsideDamaged(path, accepts))
  const store = attempt(
    path,
    'read',
    () =>
      new Store({ cwd: folder, name, configName: name, accessPropertiesByDotNotation: false, configFileMode: 0o600 }),
  )
  const found = store.store
  const migrated = migrate(found)
  if (migrated !== found) {
    attempt(path, 'written', () => {
      store.store = migrated
    })
  }
  let content = schema.parse(readable(migrated))
  return {
    get content() {
      return content
    },
    update(changes) {
      attempt(path, 'written', () => store.set(withUnknown(store.store, changes)))
      content = { ...content, ...changes }
    },
    setAside,
  }
}

function withUnknown(stored: Stored, changes: Stored): Stored {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      const before = stored[key]
      return [key, isPlainObject(before) && isPlainObject(value) ? { ...before, ...value } : value]
    }),
  )
}

function isPlainObject(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
