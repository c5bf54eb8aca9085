// The config files that people might have written, as texts; none of them is a test's own.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../fixtures/configs/', import.meta.url)

/** Name of a file, without its ending → its text. */
export const configFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.slice(0, -'.yaml'.length), readFileSync(new URL(name, folder), 'utf8')]),
)

export function configFile(name: string): string {
  const text = configFiles.get(name)
  if (text === undefined) throw new Error(`There is no test/fixtures/configs/${name}.yaml.`)
  return text
}
