// Opens a real config file in a folder of the test's own, and waits for what it tells.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type ConfigDocument, openConfigDocument } from '../../../src/main/config/config-document.ts'
import { setEnabled } from '../../../src/main/config/edit-config.ts'
import { readRouteFields } from '../../../src/main/config/edits/read-route-fields.ts'
import { CallError } from '../../../src/shared/errors.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Routes /0, /1, … */
export function configWith(routes: number): string {
  const entries = Array.from({ length: routes }, (_, i) => `    - path: /${i}\n      target: http://${i}.example\n`)
  return `general_settings:\n  pass_through_endpoints:${entries.length === 0 ? ' []' : ''}\n${entries.join('')}`
}

export async function openPath(path: string, watch = true): Promise<ConfigDocument> {
  const file = await openConfigDocument(path, { environment: {}, watch })
  onTestFinished(() => file.close())
  return file
}

/** A file config.yaml with this text, opened, in a folder where nothing else is. */
export async function openText(
  text: string,
  watch = true,
): Promise<{ file: ConfigDocument; path: string; folder: string }> {
  const folder = await temporaryFolder()
  const path = join(folder, 'config.yaml')
  await writeFile(path, text)
  return { file: await openPath(path, watch), path, folder }
}

/** Resolves once the file is as wanted, to the milliseconds since the call. The test's own timeout ends the wait. */
export function becomes(file: ConfigDocument, isWanted: (file: ConfigDocument) => boolean): Promise<number> {
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
export const has = (routes: number) => (file: ConfigDocument) => file.config.routes.length === routes && isValid(file)

export const isValid = (file: ConfigDocument) => file.problems.every(({ severity }) => severity === 'warning')

/** Switches a route as the window does: where it is no longer the one that is shown, nothing happens. */
export function switchRoute(document: ConfigDocument, index: number, path: string, enabled: boolean): Promise<unknown> {
  return document.edit(`Switch ${path}`, (text, config) => {
    const there = config === null ? readRouteFields(text, index) : config.routes[index]
    if (there?.path !== path) throw new CallError('conflict')
    return setEnabled(text, index, enabled)
  })
}
