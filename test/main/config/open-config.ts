// Opens a real config file in a folder of the test's own, and waits for what it tells.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type ConfigFile, openConfigFile } from '../../../src/main/config/config-file.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Routes /0, /1, … */
export function configWith(routes: number): string {
  const entries = Array.from({ length: routes }, (_, i) => `    - path: /${i}\n      target: http://${i}.example\n`)
  return `general_settings:\n  pass_through_endpoints:${entries.length === 0 ? ' []' : ''}\n${entries.join('')}`
}

export async function openPath(path: string, watch = true): Promise<ConfigFile> {
  const file = await openConfigFile({ path, environment: {}, watch })
  onTestFinished(() => file.close())
  return file
}

/** A file config.yaml with this text, opened, in a folder where nothing else is. */
export async function openText(
  text: string,
  watch = true,
): Promise<{ file: ConfigFile; path: string; folder: string }> {
  const folder = await temporaryFolder()
  const path = join(folder, 'config.yaml')
  await writeFile(path, text)
  return { file: await openPath(path, watch), path, folder }
}

/** Resolves once the file is as wanted, to the milliseconds since the call. The test's own timeout ends the wait. */
export function becomes(file: ConfigFile, isWanted: (file: ConfigFile) => boolean): Promise<number> {
  const start = performance.now()
  return new Promise((resolve) => {
    const look = () => {
      if (!isWanted(file)) return
      end()
      resolve(performance.now() - start)
    }
    const end = file.onChange(look)
    look()
  })
}

/** Valid, with as many routes. */
export const has = (routes: number) => (file: ConfigFile) => file.config.routes.length === routes && isValid(file)

export const isValid = (file: ConfigFile) => file.problems.every(({ severity }) => severity === 'warning')
