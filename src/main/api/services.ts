// What the calls of the contract work with. Plain objects, so that a window and a web page can share them.
import type { CallOutput } from '../../shared/contract.ts'
import type { Price, PriceTable } from '../../shared/llm.ts'
import type { KeychainState } from '../../shared/secret.ts'
import type { ServerState } from '../../shared/server.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ConfigFile } from '../config/config-file.ts'
import type { Variables } from '../config/variables.ts'
import type { Inspector } from '../inspector/inspector.ts'
import type { Recorder } from '../inspector/recorder.ts'

export interface ServerService {
  readonly state: ServerState
  /** Starts listening, on another port if one is given. A failure is told by the state. */
  start(port?: number): Promise<ServerState>
  stop(): Promise<ServerState>
}

/** A secret that Throughline keeps; never with its value. */
export interface KeptSecret {
  name: string
  source: 'keychain' | 'memory' | 'unreadable'
  /** Milliseconds since the epoch. */
  updatedAt: number
}

export interface SecretsService {
  readonly keychain: KeychainState
  list(): KeptSecret[]
  /** Replaces the value that the name had, wherever it was kept. @throws CallError keychain_unavailable | file_error */
  set(name: string, value: string, keepIn: 'keychain' | 'memory'): Promise<void>
  /** @throws CallError file_error */
  delete(name: string): Promise<void>
  /** Looks again whether there is a keychain, and tries again what could not be decrypted. */
  recheck(): Promise<void>
  onChange(listener: () => void): () => void
}

export interface SettingsService {
  readonly current: Settings
  /** @throws CallError file_error */
  update(changes: Partial<Settings>): Settings
  onChange(listener: (settings: Settings) => void): () => void
}

export interface FileDialogsService {
  /** The file to write to; null where the user chose none. */
  chooseSave(suggestedName: string, kind: 'har' | 'any'): Promise<string | null>
  chooseOpen(kind: 'har'): Promise<string | null>
}

export interface PricesService {
  readonly current: PriceTable
  /** null: back to the table that comes with the product. @throws CallError file_error */
  set(prices: Price[] | null): PriceTable
  onChange(listener: (table: PriceTable) => void): () => void
}

export interface Services {
  readonly app: CallOutput<'app.get'>
  readonly server: ServerService
  readonly configFile: ConfigFile
  readonly variables: Variables
  readonly recorder: Recorder
  readonly inspector: Inspector
  readonly fileDialogs: FileDialogsService
  readonly prices: PricesService
  readonly secrets: SecretsService
  readonly settings: SettingsService
}
