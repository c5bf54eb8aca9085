// Reads the texts of one config.yaml, each once, however many ask for it: the edit, its proof, the document, the file.
import { keepLast } from './keep-last.ts'
import { type ParsedConfig, type ParseOptions, parseConfig } from './parse-config.ts'
import { type ReadYaml, readYaml } from './yaml-text.ts'

export interface ConfigReading {
  readonly yaml: ReadYaml
  config(text: string): ParsedConfig
}

export function createConfigReading({ environment }: Pick<ParseOptions, 'environment'>): ConfigReading {
  // The nodes of a long text take much memory: no more than before and after an edit.
  const yaml = keepLast(readYaml, 2)
  return { yaml, config: keepLast((text) => parseConfig(text, { environment, yaml }), 2) }
}
