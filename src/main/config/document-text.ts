// The text of an edited config.yaml and what it means, counted up with every change.
import type { Problem } from '../../shared/route.ts'
import { type Config, emptyConfig } from './config.ts'
import type { ParsedConfig } from './parse-config.ts'

export interface DocumentText {
  readonly text: string
  /** Goes up with every change of the text. */
  readonly revision: number
  /** Of the text; while that is not valid, the last valid one. */
  readonly config: Config
  readonly isValid: boolean
  readonly problems: readonly Problem[]
  /** Whether this text would be valid. */
  tryOut(next: string): boolean
  become(next: string): void
  /** Becomes what may not be the same file any more: nothing of the one before stays. */
  begin(next: string): void
}

export function createDocumentText(first: string, parse: (text: string) => ParsedConfig): DocumentText {
  let text = first
  let revision = 0
  let parsed = parse(text)
  let config = parsed.config ?? emptyConfig
  /** Read once, not again when the text becomes it. */
  let tried: { text: string; parsed: ParsedConfig } | null = null

  const read = (next: string, before: Config) => {
    text = next
    revision++
    parsed = tried?.text === next ? tried.parsed : parse(text)
    tried = null
    config = parsed.config ?? before
  }
  return {
    get text() {
      return text
    },
    get revision() {
      return revision
    },
    get config() {
      return config
    },
    get isValid() {
      return parsed.config !== null
    },
    get problems() {
      return parsed.problems
    },
    tryOut(next) {
      tried = { text: next, parsed: parse(next) }
      return tried.parsed.config !== null
    },
    become(next) {
      if (next !== text) read(next, config)
    },
    begin: (next) => read(next, emptyConfig),
  }
}
