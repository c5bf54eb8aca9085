// Writes general_settings.master_key of a config.yaml.
import { isDeepStrictEqual } from 'node:util'
import { isMap } from 'yaml'
import { asMap } from '../raw-config.ts'
import { lineStart } from '../text-edit.ts'
import { parseYaml, type ReadYaml } from '../yaml-text.ts'
import { type ConfigText, editBody, openConfig, ownPair, rangeOf } from './config-text.ts'
import { blockStyleOf } from './file-style.ts'
import { expectSettings, setSetting } from './insert-section.ts'
import { commentsAbove } from './list-layout.ts'
import { print } from './print-routes.ts'
import { blockEntry } from './value-text.ts'
import { firstVerified } from './verified-edit.ts'

/**
 * In place, or as the first key of general_settings.
 * @param reference `os.environ/NAME`
 * @throws CallError config_invalid where it cannot be written
 */
export function setMasterKey(source: string, reference: string, read?: ReadYaml): string {
  return editBody(source, (text) => {
    const config = openConfig(text, read)
    expectSettings(config)
    const { tree } = config
    const settings = asMap(asMap(tree).general_settings)
    const meant = { ...asMap(tree), general_settings: { ...settings, master_key: reference } }
    return firstVerified(
      config.read,
      [
        () => asFirstKey(config, reference) ?? setSetting(config, 'master_key', reference),
        () => {
          const changed = parseYaml(text)
          changed.setIn(['general_settings', 'master_key'], reference)
          return print(text, changed)
        },
      ],
      (after) => isDeepStrictEqual(after, meant),
      'The master key cannot be written without changing other settings. Edit the file by hand.',
    )
  })
}

/** null where it stands already, or where there is no block to write it into. */
function asFirstKey(config: ConfigText, reference: string): string | null {
  const { text, document } = config
  const settings = ownPair(document.contents, 'general_settings')?.value
  if (!isMap(settings) || settings.flow || ownPair(settings, 'master_key')) return null
  const first = settings.items[0]?.key
  if (!first) return null
  const line = lineStart(text, rangeOf(first)[0])
  if (text.slice(line, rangeOf(first)[0]).trim() !== '') return null
  const at = commentsAbove(text, line)
  const style = blockStyleOf(config, settings)
  const entry = `${' '.repeat(style.column)}${blockEntry('master_key', reference, style)}${style.eol}`
  return text.slice(0, at) + entry + text.slice(at)
}
