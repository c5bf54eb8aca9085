// Calls about secrets.
import { z } from 'zod'
import { literalCredentialSchema, routesStateSchema } from '../route.ts'
import { secretsStateSchema, secretValueSchema, variableNameSchema } from '../secret.ts'
import { nothing } from './parts.ts'

export const secretCalls = {
  'secrets.get': { input: nothing, output: secretsStateSchema },
  /** Write-only: there is no call that answers a value. `memory` is gone when the app quits. */
  'secrets.set': {
    input: z.strictObject({
      name: variableNameSchema,
      value: secretValueSchema,
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: secretsStateSchema,
  },
  'secrets.delete': { input: z.strictObject({ name: variableNameSchema }), output: secretsStateSchema },
  /** The names that the text of a .env file sets, and whether a secret of that name is kept already. */
  'secrets.previewEnv': {
    input: z.strictObject({ text: z.string().max(1_000_000) }),
    output: z.array(z.object({ name: z.string(), isKept: z.boolean(), problem: z.string().nullable() })),
  },
  'secrets.importEnv': {
    input: z.strictObject({
      text: z.string().max(1_000_000),
      names: z.array(variableNameSchema).min(1).max(1000),
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: secretsStateSchema,
  },
  /** Credentials that stand in config.yaml in plain text. */
  'secrets.literals': { input: nothing, output: z.array(literalCredentialSchema) },
  /** Keeps each as a secret and writes `os.environ/NAME` in its place. */
  'secrets.moveLiterals': {
    input: z.strictObject({
      literals: z
        .array(z.strictObject({ key: z.string().max(1000), name: variableNameSchema }))
        .min(1)
        .max(1000),
      keepIn: z.enum(['keychain', 'memory']),
    }),
    output: routesStateSchema,
  },
  /** Looks again whether the system has a keychain. */
  'secrets.checkKeychain': { input: nothing, output: secretsStateSchema },
} as const
