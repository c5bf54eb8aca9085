// Secrets as the window may know them: names and states. There is no way to read a value back.
import { z } from 'zod'
import { variableSources } from './route.ts'
import { variableNamePattern } from './variable-name.ts'

export { variableNamePattern }

export const variableNameSchema = z
  .string()
  .max(200)
  .regex(variableNamePattern, 'Use letters, digits and underscores, not starting with a digit.')

/** A header value's own limits: no CR, LF or NUL (RFC 9110 5.5), and room for long tokens. */
export const secretValueSchema = z
  .string()
  .min(1)
  .max(65_536)
  .regex(/^[^\r\n\0]*$/, 'A value cannot hold a line break or NUL.')

export const keychainStateSchema = z.object({
  available: z.boolean(),
  /** As people call it: macOS Keychain, Windows Data Protection, GNOME Keyring, KWallet. */
  name: z.string(),
  /** `browser`: the app is used in one, where there is none by design and looking again would not help. */
  reason: z.literal('browser').optional(),
})

export const secretViewSchema = z.object({
  name: z.string(),
  /**
   * Which place answers now. `memory` is lost when the app quits; `unreadable` is saved but cannot be
   * decrypted; `missing` is named by a route and set nowhere.
   */
  source: z.enum(variableSources),
  /** Set in the environment or the .env file too, where the secret answers first. */
  overridesEnvironment: z.boolean(),
  /** Paths of the routes that name it. */
  usedBy: z.array(z.string()),
  /** Milliseconds since the epoch; null for what Throughline does not keep. */
  updatedAt: z.number().nullable(),
})

export const secretsStateSchema = z.object({
  keychain: keychainStateSchema,
  secrets: z.array(secretViewSchema),
})

export type KeychainState = z.infer<typeof keychainStateSchema>
export type SecretView = z.infer<typeof secretViewSchema>
export type SecretsState = z.infer<typeof secretsStateSchema>
