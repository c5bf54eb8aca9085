// Values near a zod schema's shape, for fuzzing: most parts fit, some are at the edge, and some are something else.
import fc from 'fast-check'
import type { z } from 'zod'

/** Strings for a key of an object, or null for any. */
export type StringsFor = (key: string) => fc.Arbitrary<string> | null

interface Definition {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  options?: z.ZodType[]
  entries?: Record<string, unknown>
  values?: unknown[]
}

export function nearSchema(schema: z.ZodType, stringsFor: StringsFor): fc.Arbitrary<unknown> {
  return near(schema, '', stringsFor)
}

function near(schema: z.ZodType, key: string, stringsFor: StringsFor): fc.Arbitrary<unknown> {
  const fitting = fitSchema(schema, key, stringsFor)
  return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: fc.jsonValue() })
}

function fitSchema(schema: z.ZodType, key: string, stringsFor: StringsFor): fc.Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition
  const inner = (of: z.ZodType | undefined) => near(of as z.ZodType, key, stringsFor)
  switch (definition.type) {
    case 'object': {
      const entries = Object.entries(definition.shape ?? {})
      const fitting = fc.record(Object.fromEntries(entries.map(([name, of]) => [name, near(of, name, stringsFor)])))
      const odd = fc.tuple(fitting, fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }))
      return fc.oneof(
        { weight: 12, arbitrary: fitting },
        { weight: 1, arbitrary: odd.map(([value, more]) => ({ ...value, ...more })) },
      )
    }
    case 'array':
      return fc.array(inner(definition.element), { maxLength: 4 })
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.oneof({ weight: 2, arbitrary: inner(definition.innerType) }, fc.constant(undefined))
    case 'nullable':
      return fc.oneof({ weight: 3, arbitrary: inner(definition.innerType) }, fc.constant(null))
    case 'union':
      return fc.oneof(...(definition.options ?? []).map(inner))
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []))
    case 'boolean':
      return fc.boolean()
    case 'number':
      return fc.oneof(
        { weight: 4, arbitrary: fc.nat(3) },
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 70_000 }) },
        fc.integer(),
        fc.double(),
      )
    case 'string':
      return stringsFor(key) ?? fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 30 }))
    case 'undefined':
    case 'void':
      return fc.constant(undefined)
    case 'custom':
      return fc.uint8Array({ maxLength: 64 })
    default:
      throw new Error(`No values are made for a schema of type ${definition.type}.`)
  }
}
