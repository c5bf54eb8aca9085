// Keeps the encrypted secrets in secrets.json of the data folder.
import { z } from 'zod'
import { variableNameSchema } from '../../shared/secret.ts'
import type { SecretPersistence } from '../secrets/secret-store.ts'
import { type DataFolder, type JsonStore, openJsonStore } from '../settings/json-store.ts'

const secretFileSchema = z.object({
  // A list and not a record: `__proto__` is a name that a variable can have.
  secrets: z.array(z.object({ name: variableNameSchema, ciphertext: z.base64(), updatedAt: z.number() })).default([]),
})

export interface SecretFile extends SecretPersistence {
  /** Where a damaged file was moved to, else null; there are no saved secrets then. */
  readonly setAside: string | null
}

/** @throws CallError file_error when the file cannot be read */
export function openSecretFile(dataFolder: DataFolder): SecretFile {
  const store: JsonStore<z.output<typeof secretFileSchema>> = openJsonStore({
    ...dataFolder,
    name: 'secrets',
    schema: secretFileSchema,
  })
  return {
    read: () => store.content.secrets,
    write: (secrets) => store.update({ secrets: [...secrets] }),
    setAside: store.setAside,
  }
}
