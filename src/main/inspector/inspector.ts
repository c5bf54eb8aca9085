// What is done with captured exchanges, in one place: read, searched, sent again, written to files and read back.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CallError } from '../../shared/errors.ts'
import { formatPlural } from '../../shared/format.ts'
import type { LlmView, Price } from '../../shared/llm.ts'
import type { SearchProgress, Task } from '../../shared/recording.ts'
import { type BodyReader, createBodyReader } from './body-reader.ts'
import type { CapturedExchange, Side } from './captured.ts'
import { decodeBody } from './decode.ts'
import { exportHarFile } from './har/export-file.ts'
import { readHar } from './har/import.ts'
import { createListeners } from './listeners.ts'
import { createAnnotator } from './llm/annotator.ts'
import type { Recorder } from './recorder.ts'
import { createReplay, type Replay, type ReplayTokens } from './replay.ts'
import { type BodyToSave, saveBodyFile, suggestBodyName } from './save-body.ts'
import { createSearches, type Searches } from './search.ts'
import { createSend, type FreshRequest } from './send.ts'
import { createSnippet, type Snippet, type SnippetLanguage } from './snippet.ts'
import { createStreamMessages, type StreamMessagesReader } from './stream-messages.ts'
import { createTasks, type Tasks } from './tasks.ts'

export interface InspectorOptions {
  recorder: Recorder
  prices: () => readonly Price[]
  /** Of the product, for the files it writes. */
  version: string
  /** Where the gateway listens, such as http://127.0.0.1:4000; null while it does not. */
  gatewayUrl: () => string | null
  replayTokens: Pick<ReplayTokens, 'issue'>
  /** Names in lower case of headers that carry the client key. */
  keyHeaders: () => ReadonlySet<string>
  keepsClientCredentials: () => boolean
  /** Whether somebody looks at the list now. */
  isWatched: () => boolean
}

export interface Inspector {
  readonly bodies: BodyReader
  readonly messages: StreamMessagesReader
  readonly searches: Searches
  readonly tasks: Tasks
  /** null where it is no call of a language model. */
  llm(exchange: CapturedExchange): Promise<LlmView | null>
  replay: Replay
  /** Sends a request through the gateway as a client would. @throws CallError server_stopped | invalid_input */
  send(request: FreshRequest): Promise<string>
  /** @throws CallError capture_incomplete | invalid_input */
  snippet(exchange: CapturedExchange, language: SnippetLanguage): Promise<Snippet>
  suggestBodyName(exchange: CapturedExchange, side: Side): string
  saveBody(body: BodyToSave, file: string): Task
  /** @param ids null for all */
  exportHar(ids: readonly string[] | null, isRedacted: boolean, file: string): Task
  importHar(file: string): Task
  /** Somebody begins to look: what ended while nobody did is looked through. */
  catchUp(): void
  onSearchProgress(listener: (progress: SearchProgress) => void): () => void
  onTaskChange(listener: (task: Task) => void): () => void
  /** Ends what is under way. */
  close(): Promise<void>
}

export function createInspector(options: InspectorOptions): Inspector {
  const { recorder, prices, version, gatewayUrl, replayTokens, keyHeaders, keepsClientCredentials, isWatched } = options
  const searchListeners = createListeners<SearchProgress>()
  const taskListeners = createListeners<Task>()
  const bodies = createBodyReader()
  const messages = createStreamMessages()
  const tasks = createTasks({ onChange: taskListeners.tell })
  const searches = createSearches({
    exchanges: recorder,
    onEnded: recorder.onEnded,
    decodeBody,
    onProgress: searchListeners.tell,
  })
  const annotator = createAnnotator({
    onEnded: recorder.onEnded,
    annotate: recorder.annotate,
    prices,
    decodeBody,
    isWanted: isWatched,
  })
  const forgetCleared = recorder.onClear(() => {
    bodies.clear()
    messages.clear()
  })

  return {
    bodies,
    messages,
    searches,
    tasks,
    llm: annotator.annotateNow,
    replay: createReplay({ gatewayUrl, tokens: replayTokens }),
    send: createSend({ gatewayUrl, tokens: replayTokens }),
    async snippet(exchange, language) {
      const body = exchange.body('request')
      const { capturedBytes, gap } = body.info
      const bytes = capturedBytes === 0 || gap !== null ? null : await body.read(0, capturedBytes)
      return createSnippet(exchange.detail(), bytes, language)
    },
    suggestBodyName,
    saveBody: (body, file) => tasks.run('body-save', (report, signal) => saveBodyFile(file, body, report, signal)),
    exportHar(ids, isRedacted, file) {
      const chosen = ids === null ? [...recorder.all()] : ids.flatMap((id) => recorder.find(id) ?? [])
      const harOptions = { isRedacted, decodeBody, version, messages, keyHeaders }
      return tasks.run('har-export', (report, signal) => exportHarFile(file, chosen, harOptions, report, signal))
    },
    importHar: (file) =>
      tasks.run('har-import', async (report, signal) => {
        report.total((await stat(file)).size)
        const { exchanges, skipped } = await readHar(createReadStream(file), {
          keepsClientCredentials: keepsClientCredentials(),
          keyHeaders,
          onProgress: report.done,
          signal,
        })
        if (exchanges.length === 0 && skipped > 0) {
          throw new CallError('file_invalid', `None of its ${formatPlural(skipped, 'entry', 'entries')} could be read.`)
        }
        for (const exchange of exchanges) recorder.add(exchange)
        const left = skipped > 0 ? `, ${formatPlural(skipped, 'entry', 'entries')} could not be read` : ''
        return `${formatPlural(exchanges.length, 'exchange')} imported${left}.`
      }),
    catchUp: () => annotator.catchUp(recorder.all()),
    onSearchProgress: searchListeners.add,
    onTaskChange: taskListeners.add,
    async close() {
      forgetCleared()
      searches.close()
      annotator.stop()
      await tasks.close()
    },
  }
}
