// Opens a real config file in a folder of its own, and clears both away after the test.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type ConfigDocument, openConfigDocument } from '../../../src/main/config/config-document.ts'

export async function openTestConfig(text: string): Promise<ConfigDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-api-'))
  const path = join(folder, 'config.yaml')
  await writeFile(path, text)
  const config = await openConfigDocument(path, { environment: {} })
  onTestFinished(async () => {
    await config.close()
    await rm(folder, { recursive: true, force: true })
  })
  return config
}
