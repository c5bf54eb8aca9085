// Sets a key of general_settings in the text, and writes general_settings itself where the file has none.
import { isMap, isScalar } from 'yaml'
import { CallError } from '../../../shared/errors.ts'
import { contentEnd } from '../route-edits.ts'
import { lineBreak } from '../text-edit.ts'
import { type ConfigText, isPlaced, ownPair, Uneditable } from './config-text.ts'
import { listStyleOf, stepOf } from './file-style.ts'
import { setKey } from './map-edit.ts'
import { blockEntry, type Value } from './value-text.ts'

/** @throws CallError config_invalid where the file's top, or general_settings, is neither empty nor a map */
export function expectSettings({ document, tree }: ConfigText): void {
  const { contents } = document
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
  if (!isEmpty && !isMap(contents)) throw refuse('The top of the file is not a map of sections')
  const settings = (tree as { general_settings?: unknown }).general_settings ?? {}
  if (typeof settings !== 'object' || Array.isArray(settings)) throw refuse('general_settings is not a map')
  const list = (settings as { pass_through_endpoints?: unknown }).pass_through_endpoints ?? []
  if (!Array.isArray(list)) throw refuse('pass_through_endpoints is not a list')
}

function refuse(what: string): CallError {
  return new CallError('config_invalid', `${what}. Mend the file in the YAML view first.`)
}

export function setSetting(config: ConfigText, key: string, value: Value): string {
  const { contents } = config.document
  if (!isMap(contents)) {
    if (isPlaced(contents)) throw new Uneditable()
    return appendSection(config, key, value)
  }
  const pair = ownPair(contents, 'general_settings')
  if (pair === undefined && !contents.flow) return appendSection(config, key, value)
  if (pair === undefined || !isMap(pair.value)) return setKey(config, contents, 'general_settings', { [key]: value })
  if (pair.value.flow && pair.value.items.length === 0 && !contents.flow) {
    return setKey(config, contents, 'general_settings', { [key]: value })
  }
  return setKey(config, pair.value, key, value)
}

/** At the end of the file, behind an empty line. */
function appendSection(config: ConfigText, key: string, value: Value): string {
  const { text, document } = config
  const eol = lineBreak(text)
  const from = isPlaced(document.contents) ? contentEnd(text, document.contents) : 0
  const ending = /^\.\.\.[ \t\r]*(?:#.*)?$/m.exec(text.slice(from))
  const at = ending ? from + ending.index : text.length
  const above = text.slice(0, at)
  const gap =
    above.trim() === '' || /(?:^|\n)[ \t]*\r?\n$/.test(above) || /(?:^|\n)---[ \t\r]*\n$/.test(above) ? '' : eol
  const style = { column: 0, step: stepOf(config), dash: null, list: listStyleOf(config), keyQuote: '' as const, eol }
  return `${above}${gap}${blockEntry('general_settings', { [key]: value }, style)}${eol}${text.slice(at)}`
}
