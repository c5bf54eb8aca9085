// What the calls of the contract work with. Plain objects, so that a window and a web page can share them.
import type { CallOutput } from '../../shared/contract.ts'
import type { Price, PriceTable } from '../../shared/llm.ts'
import type { KeychainState } from '../../shared/secret.ts'
import type { ServerError, ServerState } from '../../shared/server.ts'
import type { Settings } from '../../shared/settings.ts'
import type { SystemState } from '../../shared/system.ts'
import type { ConfigDocument } from '../config/config-document.ts'
import type { Variables } from '../config/variables.ts'
import type { Inspector } from '../inspector/inspector.ts'
import type { Recorder } from '../inspector/recorder.ts'
import type { RouteFiguresService } from '../inspector/route-figures.ts'
import type { WindowRequests } from './window-requests.ts'

export interface ServerService {
  readonly state: ServerState
  /** Starts listening, on another port if one is given. A failure is told by the state. */
  start(port?: number): Promise<ServerState>
  stop(): Promise<ServerState>
  /** To another address. `error` is why that failed; the server is where it was then. */
  move(to: { host?: string; port?: number }): Promise<{ state: ServerState; error: ServerError | null }>
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
  /** All of them, or none. @throws CallError keychain_unavailable | file_error */
  setAll(secrets: readonly { name: string; value: string }[], keepIn: 'keychain' | 'memory'): Promise<void>
  /** @throws CallError file_error */
  delete(name: string): Promise<void>
  /** All of them, or none. @throws CallError file_error */
  deleteAll(names: readonly string[]): Promise<void>
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
  chooseSave(suggestedName: string, kind: 'har' | 'yaml' | 'any'): Promise<string | null>
  chooseOpen(kind: 'har' | 'yaml'): Promise<string | null>
  /** Shows the file in its folder. */
  reveal(path: string): void
}

export interface SystemService {
  /** Asks the system anew. */
  state(): Promise<SystemState>
  /** @throws CallError file_error */
  setStartAtLogin(isOn: boolean): Promise<void>
  /** @throws CallError file_error */
  revealData(): Promise<void>
  /** The folder of the logs. @throws CallError file_error */
  revealLogs(): Promise<void>
  /** Versions, counts and the last errors, for a person to pass on; no secret is in it. */
  diagnostics(): string
}

export interface PricesService {
  readonly current: PriceTable
  /** null: back to the table that comes with the product. @throws CallError file_error */
  set(prices: Price[] | null): PriceTable
  onChange(listener: (table: PriceTable) => void): () => void
}

export interface LeavingService {
  /** Whether another file may take the place of the open one: asks the user where changes are not saved. */
  mayLeaveFile(): Promise<boolean>
  /** A page has sent what was typed in it, and names what it could not send. */
  answerPage(token: string, drafts: readonly string[]): void
}

export interface Services {
  readonly app: CallOutput<'app.get'>
  readonly server: ServerService
  readonly config: ConfigDocument
  readonly variables: Variables
  readonly recorder: Recorder
  readonly routeFigures: RouteFiguresService
  readonly inspector: Inspector
  readonly fileDialogs: FileDialogsService
  readonly leaving: LeavingService
  readonly prices: PricesService
  readonly secrets: SecretsService
  readonly settings: SettingsService
  readonly system: SystemService
  readonly windowRequests: WindowRequests
}
