// Checks a HAR file against the published JSON schemas of HAR 1.2.
import { createRequire } from 'node:module'
import { isIPv4, isIPv6 } from 'node:net'
import Ajv, { type ErrorObject } from 'ajv'

const harSchema: Record<string, { $schema?: string; $id?: string }> = createRequire(import.meta.url)('har-schema')

/** @returns what tells the errors of a file; none where it is right */
export function createHarValidator(): (har: unknown) => ErrorObject[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addFormat('ipv4', isIPv4)
  ajv.addFormat('ipv6', isIPv6)
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
  // RFC 3986: brackets only around an IPv6 address.
  ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:\/\/(\[[\da-f:]+\])?([\w\-.~:/?@!$&'()*+,;=]|%[\da-f]{2})*$/i)
  // The files name a draft of JSON Schema whose own schema is not at hand; nothing in them needs it.
  for (const { $schema: _, ...schema } of Object.values(harSchema)) {
    ajv.addSchema(schema)
  }
  const validate = ajv.getSchema('har.json#')
  if (!validate) throw new Error('har-schema has no har.json.')
  return (har: unknown) => {
    validate(har)
    return validate.errors ?? []
  }
}
