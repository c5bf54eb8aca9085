// What the tests of the export for LiteLLM share.
import { exportForLitellm } from '../../../src/main/config/export-litellm.ts'

/** A file with these lines as its routes. */
export function withRoutes(...lines: string[]): string {
  return ['general_settings:', '  pass_through_endpoints:', ...lines.map((line) => `    ${line}`), ''].join('\n')
}

export const exported = (text: string) => exportForLitellm(text).text
/** What an export adds to a route that says neither. */
export const explicit = ['  auth: false', '  forward_headers: true']
