// Tells whether a map has a key by a merge (`<<`), under its own one if it has that, too.
import { isAlias, isMap, isScalar, isSeq, type YAMLMap } from 'yaml'
import type { ConfigText } from './config-text.ts'

export function isInherited(config: ConfigText, map: YAMLMap, key: string): boolean {
  const resolved = (value: unknown): unknown => (isAlias(value) ? config.aliases.get(value) : value)
  return map.items.some((pair) => {
    if (!isScalar(pair.key) || pair.key.source !== '<<') return false
    const source = resolved(pair.value)
    const maps = isSeq(source) ? source.items.map(resolved) : [source]
    return maps.some((merged) => {
      if (!isMap(merged)) return false
      const isOwn = merged.items.some((item) => isScalar(item.key) && String(item.key.value) === key)
      return isOwn || isInherited(config, merged, key)
    })
  })
}
